namespace EmailCourse.Course.Loading;

/// <summary>A file of the course, named as diagnostics name it.</summary>
internal sealed record CourseFile(string Path, string Text)
{
    /// <summary>The lines as an editor counts them, whatever system they were written on.</summary>
    public static CourseFile Read(string path, string shownAs) => new(shownAs, File.ReadAllText(path).ReplaceLineEndings("\n"));

    /// <summary>The first line that holds these words; 1 if none does.</summary>
    public int LineOf(string words) => LineIn(Text, words);

    /// <summary>The same, in a text that is a whole file.</summary>
    public static int LineIn(string text, string words) =>
        1 + Math.Max(0, Array.FindIndex(text.Split('\n'), line => line.Contains(words, StringComparison.Ordinal)));
}
