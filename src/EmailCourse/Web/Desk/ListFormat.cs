using EmailCourse.Lists;
using EmailCourse.Subscribers;

namespace EmailCourse.Web.Desk;

/// <summary>How a list of everybody is written.</summary>
internal abstract record ListFormat(string Name, string ContentType, string Words)
{
    /// <summary>What an import reads. Spreadsheets take it for UTF-8 by the mark at its beginning.</summary>
    public static readonly ListFormat Csv = new CsvFormat();

    /// <summary>All that is stored of each, an object a line.</summary>
    public static readonly ListFormat JsonLines = new JsonLinesFormat();

    public string FileName => $"readers.{Name}";

    public static ListFormat? Find(string name) => new[] { Csv, JsonLines }.FirstOrDefault(format => format.Name == name);

    /// <summary>Writes each subscriber, and between two of them whatever <paramref name="pause"/> does.</summary>
    public abstract Task WriteAsync(IAsyncEnumerable<Subscriber> subscribers, TextWriter output, Func<Task> pause);

    private sealed record CsvFormat() : ListFormat("csv", "text/csv; charset=utf-8", "as CSV")
    {
        public override async Task WriteAsync(IAsyncEnumerable<Subscriber> subscribers, TextWriter output, Func<Task> pause)
        {
            await output.WriteAsync('\uFEFF');
            await using var list = new ListWriter(output);
            await foreach (var subscriber in subscribers)
            {
                list.Write(subscriber);
                await pause();
            }
        }
    }

    private sealed record JsonLinesFormat() : ListFormat("jsonl", "application/jsonl; charset=utf-8", "as JSON lines")
    {
        public override async Task WriteAsync(IAsyncEnumerable<Subscriber> subscribers, TextWriter output, Func<Task> pause)
        {
            await foreach (var subscriber in subscribers)
            {
                await output.WriteAsync(SubscriberData.Of(subscriber).ToJsonLine() + "\n");
                await pause();
            }
        }
    }
}
