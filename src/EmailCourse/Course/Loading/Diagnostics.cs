namespace EmailCourse.Course.Loading;

/// <summary>Collects what is wrong with a course, so that an author sees everything at once.</summary>
internal sealed class Diagnostics
{
    private readonly List<CourseProblem> _found = [];

    public void Add(string file, int line, string message) => _found.Add(new(file, line, OneLine(message)));

    /// <summary>Adds what is wrong with a file as a whole.</summary>
    public void Add(string file, string message) => Add(file, 0, message);

    /// <summary>Adds what somebody else found.</summary>
    public void Add(IEnumerable<CourseProblem> problems) => _found.AddRange(problems);

    /// <exception cref="CourseException">Something was added.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
        {
            throw new CourseException(Sorted);
        }
    }

    /// <summary>Lists everything once as <c>file:line: message</c>, sorted by file and line.</summary>
    public override string ToString() => string.Join('\n', Sorted);

    private IReadOnlyList<CourseProblem> Sorted =>
        [.. _found.Distinct().OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)];

    // Whatever it quotes: a selector over two lines, or a character that nobody sees.
    private static string OneLine(string message) =>
        string.Concat(
            message.Select(character =>
                !char.IsControl(character) ? character
                : char.IsWhiteSpace(character) ? ' '
                : '\uFFFD'
            )
        );
}
