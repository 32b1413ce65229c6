namespace EmailCourse.Lists;

/// <summary>A row of a list as it stands in the file.</summary>
/// <param name="Line">The line of the file that it begins in, from 1.</param>
/// <param name="Problem">Why the row cannot be read; <see langword="null"/> if it can.</param>
internal sealed record ListRow(int Line, IReadOnlyDictionary<string, int> Columns, string[] Fields, string? Problem)
{
    /// <summary>The text in a column, without space around it; empty where the list has no such column.</summary>
    public string this[string column] => Verbatim(column).Trim();

    /// <summary>The text in a column with all its space.</summary>
    public string Verbatim(string column) =>
        Columns.TryGetValue(column, out var index) ? SpreadsheetText.Restore(Fields[index]) : "";
}
