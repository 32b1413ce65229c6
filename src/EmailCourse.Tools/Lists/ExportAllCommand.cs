using System.CommandLine;
using EmailCourse.Lists;
using EmailCourse.Local.Startup;
using EmailCourse.Subscribers;
using EmailCourse.Tools.CommandLine;
using EmailCourse.Tools.Subscribers;
using EmailCourse.Web;

namespace EmailCourse.Tools.Lists;

/// <summary>Prints every subscriber, one a line.</summary>
internal sealed class ExportAllCommand : ToolCommand
{
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";

    private readonly SubscriberStorage _storage = new();

    private readonly Option<string> _format = new("--format")
    {
        Description = $"{Csv}: what an import reads. {JsonLines}: all that is stored of each, as JSON.",
        DefaultValueFactory = _ => Csv,
    };

    public ExportAllCommand()
        : base("export-all", "Prints every subscriber, whatever their state, one a line. Changes nothing.")
    {
        Add(_format.AcceptOnlyFromAmong(Csv, JsonLines));
        _storage.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            ("--table https://NAME.table.core.windows.net > readers.csv", "Keep the list, or bring it elsewhere:"),
            ("--table https://NAME.table.core.windows.net --format jsonl > readers.jsonl", "Everything that is stored:"),
            ("--data .local > readers.csv", "Of a local run that was stopped:"),
        ];

    /// <exception cref="StartException">The storage cannot be reached.</exception>
    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken) =>
        _storage.UseAsync(
            result,
            async storage =>
            {
                var subscribers = storage.Table.SubscribersAsync(cancellationToken);
                var output = result.InvocationConfiguration.Output;
                await (
                    result.GetValue(_format) == Csv ? WriteListAsync(subscribers, output) : WriteJsonAsync(subscribers, output)
                );
                return 0;
            }
        );

    private static async Task WriteListAsync(IAsyncEnumerable<Subscriber> subscribers, TextWriter output)
    {
        await using var list = new ListWriter(output);
        await foreach (var subscriber in subscribers)
        {
            list.Write(subscriber);
        }
    }

    private static async Task WriteJsonAsync(IAsyncEnumerable<Subscriber> subscribers, TextWriter output)
    {
        await foreach (var subscriber in subscribers)
        {
            await output.WriteLineAsync(SubscriberData.Of(subscriber).ToJsonLine());
        }
    }
}
