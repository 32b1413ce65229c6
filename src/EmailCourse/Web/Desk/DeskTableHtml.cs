using System.Net;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Desk;

/// <summary>Draws a table behind a line that opens it, with the way to its file.</summary>
internal static class DeskTableHtml
{
    public static RawHtml Draw(DeskTable table)
    {
        var title = WebUtility.HtmlEncode(table.Title);
        var head = table.Columns.Select(column => $"<th scope=\"col\">{WebUtility.HtmlEncode(column)}</th>");
        return new(
            $"""
            <details class="numbers">
            <summary>{title}, as a table</summary>
            <p><a href="{table.Href}">Download it as a file (CSV)</a></p>
            <section class="wide-table" tabindex="0" aria-label="{title}, the table">
            <table>
            <thead><tr>{string.Concat(head)}</tr></thead>
            <tbody>
            {string.Join('\n', table.Rows.Select(Draw))}
            </tbody>
            </table>
            </section>
            </details>
            """
        );
    }

    private static string Draw(IReadOnlyList<string> row)
    {
        var cells = row.Skip(1).Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>");
        return $"<tr><th scope=\"row\">{WebUtility.HtmlEncode(row[0])}</th>{string.Concat(cells)}</tr>";
    }
}
