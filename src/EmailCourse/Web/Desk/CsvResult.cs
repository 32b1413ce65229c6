using System.Text;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web.Desk;

/// <summary>
/// Answers with a table as a CSV file (RFC 4180), which begins with a byte order mark: without one, Excel takes it for another
/// character set.
/// </summary>
internal sealed class CsvResult(DeskTable table) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var lines = table.Rows.Prepend(table.Columns).Select(row => string.Join(',', row.Select(Quoted)) + "\r\n");
        httpContext.Response.Headers.CacheControl = "no-store";
        return Results
            .File(
                (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat(lines))],
                "text/csv; charset=utf-8",
                $"{table.Name}.csv"
            )
            .ExecuteAsync(httpContext);
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
