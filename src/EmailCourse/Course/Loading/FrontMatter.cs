namespace EmailCourse.Course.Loading;

/// <summary>A Markdown file taken apart: the fields between the <c>---</c> lines, and the body with the line it begins on.</summary>
internal sealed record FrontMatter(CourseFile File, YamlMap Fields, string Body, int BodyLine)
{
    private const string Fence = "---";

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
