namespace EmailCourse.Course.Loading;

/// <summary>The parts of a Markdown file: the fields between two <c>---</c> lines, and the body below them.</summary>
/// <param name="File">The whole file.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Body">The text below them.</param>
/// <param name="BodyLine">The line of the file on which the body begins.</param>
internal sealed record FrontMatter(CourseFile File, YamlMap Fields, string Body, int BodyLine)
{
    private const string Fence = "---";

    /// <summary>Reads a file, or returns null and reports that its fields are missing or malformed.</summary>
    public static FrontMatter? Read(CourseFile? file, Diagnostics diagnostics)
    {
        if (file is null)
        {
            return null;
        }

        var lines = file.Text.Split('\n');
        var end = lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence) : -1;
        if (end < 0)
        {
            diagnostics.Add(file.Path, 1, "must begin with front matter: fields like 'title: …' between two '---' lines");
            return null;
        }

        var fields = YamlMap.Parse(file.Path, 1, string.Join('\n', lines[1..end]), diagnostics);
        return fields is null ? null : new(file, fields, string.Join('\n', lines[(end + 1)..]), end + 2);
    }
}
