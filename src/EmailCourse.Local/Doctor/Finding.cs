namespace EmailCourse.Local.Doctor;

/// <summary>One thing the doctor looked at.</summary>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Observation">What was seen.</param>
/// <param name="Mend">What to do about it; <see langword="null"/> when nothing is wrong.</param>
internal sealed record Finding(string Subject, string Observation, string? Mend = null)
{
    public bool IsGood => Mend is null;

    public override string ToString() =>
        $"{(IsGood ? "ok  " : "MEND")}  {Subject, -26}{Observation}{(IsGood ? "" : $"{Environment.NewLine}{"", 32}{Mend}")}";
}
