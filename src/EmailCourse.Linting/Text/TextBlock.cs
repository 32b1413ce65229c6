namespace EmailCourse.Linting.Text;

/// <summary>
/// A paragraph, heading, list item or single line as a reader sees it: without markup, its line breaks as written.
/// </summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">The line it begins on, from 1.</param>
/// <param name="Text">The text.</param>
/// <param name="Box">The name of the box around it, such as <c>practice</c>; <see langword="null"/> outside boxes.</param>
/// <param name="IsListItem">Whether it is an item of a list.</param>
internal sealed record TextBlock(string File, int Line, string Text, string? Box = null, bool IsListItem = false)
{
    public const string Sources = "sources";

    /// <summary>The line in the file of a position in <see cref="Text"/>.</summary>
    public int LineAt(int index) => Line + Text.AsSpan(0, index).Count('\n');

    /// <summary>The sentences. A list of sources has none: the titles in it are not the author's words.</summary>
    public IEnumerable<Sentence> Sentences => Box == Sources ? [] : Sentence.Split(Text);
}
