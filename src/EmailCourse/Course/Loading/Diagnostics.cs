namespace EmailCourse.Course.Loading;

/// <summary>Collects what is wrong, so that an author sees everything at once and not one thing per start.</summary>
internal sealed class Diagnostics
{
    private readonly List<(string File, int Line, string Message)> _found = [];

    public bool Any => _found.Count > 0;

    public void Add(string file, int line, string message) => _found.Add((file, line, message));

    /// <summary>For a problem of a whole file, which has no line.</summary>
    public void Add(string file, string message) => _found.Add((file, 0, message));

    public void ThrowIfAny()
    {
        if (Any)
        {
            throw new CourseException(ToString());
        }
    }

    public override string ToString() =>
        string.Join(
            '\n',
            _found
                .Distinct()
                .OrderBy(problem => problem.File, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .Select(problem => $"{problem.File}{(problem.Line > 0 ? $":{problem.Line}" : "")}: {problem.Message}")
        );
}
