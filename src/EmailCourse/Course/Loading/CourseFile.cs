namespace EmailCourse.Course.Loading;

/// <summary>A text file of the course.</summary>
/// <param name="Path">The path as diagnostics show it.</param>
/// <param name="Text">With <c>\n</c> at the end of each line, whatever the file has.</param>
internal sealed record CourseFile(string Path, string Text)
{
    public static CourseFile Read(string path, string shownAs) => new(shownAs, File.ReadAllText(path).ReplaceLineEndings("\n"));

    /// <summary>Returns the first line, from 1, that contains these words, or 1 if none does.</summary>
    public int LineOf(string words) => LineIn(Text, words);

    /// <inheritdoc cref="LineOf" />
    public static int LineIn(string text, string words) =>
        1 + Math.Max(0, Array.FindIndex(text.Split('\n'), line => line.Contains(words, StringComparison.Ordinal)));
}
