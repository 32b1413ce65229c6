namespace EmailCourse.Course.Linting;

/// <summary>Something the linter found.</summary>
/// <param name="File">The file, as problems name it.</param>
/// <param name="Line">The line in it, from 1.</param>
/// <param name="What">What is not right.</param>
/// <param name="Mend">How to mend it.</param>
internal sealed record LintFinding(string File, int Line, string What, string Mend)
{
    public override string ToString() => $"{File}:{Line}: {What}. {Mend}";
}
