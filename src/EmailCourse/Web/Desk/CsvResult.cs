using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web.Desk;

/// <summary>
/// Answers with a table as a CSV file (RFC 4180), which begins with a byte order mark: without one, Excel takes it for another
/// character set.
/// </summary>
internal sealed class CsvResult(DeskTable table) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        var file = Encoding.UTF8.GetBytes(await WriteAsync());
        await Results.File(file, "text/csv; charset=utf-8", $"{table.Name}.csv").ExecuteAsync(httpContext);
    }

    private async Task<string> WriteAsync()
    {
        await using var text = new StringWriter();
        await text.WriteAsync('\uFEFF');
        await using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var row in table.Rows.Prepend(table.Columns))
        {
            foreach (var cell in row)
            {
                csv.WriteField(cell);
            }

            await csv.NextRecordAsync();
        }

        await csv.FlushAsync();
        return text.ToString();
    }
}
