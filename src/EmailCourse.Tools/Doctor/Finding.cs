namespace EmailCourse.Tools.Doctor;

/// <summary>The result of one check of a deployment.</summary>
/// <param name="Subject">What was checked, in a word or two.</param>
/// <param name="Observation">What was seen.</param>
/// <param name="Fix">What to do about it; <see langword="null"/> when nothing is wrong.</param>
internal sealed record Finding(string Subject, string Observation, string? Fix = null)
{
    public bool IsGood => Fix is null;

    public override string ToString() =>
        $"{(IsGood ? "ok  " : "FIX ")}  {Subject, -35}{Observation}{(IsGood ? "" : $"{Environment.NewLine}{"", 41}{Fix}")}";
}
