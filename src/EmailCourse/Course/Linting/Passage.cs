namespace EmailCourse.Course.Linting;

/// <summary>A paragraph, heading or list item, as it is read: without markup, its lines as they were written.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Line">The line it begins on.</param>
/// <param name="Text">What it says.</param>
/// <param name="Box">The box around it, if there is one.</param>
/// <param name="IsListItem">Whether it is an item of a list.</param>
internal sealed record Passage(string File, int Line, string Text, string? Box = null, bool IsListItem = false)
{
    public const string Sources = "sources";

    /// <summary>The line of a place in the text.</summary>
    public int LineAt(int index) => Line + Text.AsSpan(0, index).Count('\n');

    /// <summary>The sentences; none in a list of books, whose titles are not the author's.</summary>
    public IEnumerable<Sentence> Sentences => Box == Sources ? [] : Sentence.In(Text);
}
