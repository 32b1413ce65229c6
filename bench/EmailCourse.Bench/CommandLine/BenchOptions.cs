using System.CommandLine;
using System.Globalization;
using EmailCourse.Bench.Stand;
using EmailCourse.Local.Storage;

namespace EmailCourse.Bench.CommandLine;

/// <summary>The options of the benches; each verb has those that mean something to it.</summary>
internal sealed class BenchOptions
{
    private const int DefaultSubscribers = 20_000;
    private const int DefaultLessons = 1;
    private const int DefaultParallel = 4;
    private const int DefaultRounds = 5;

    public Option<int> Subscribers { get; } =
        Number("--subscribers", "How many have a lesson due.", DefaultSubscribers, most: 10_000_000);

    public Option<int> Lessons { get; } =
        Number("--lessons-due", "How many different lessons are due.", DefaultLessons, most: 13);

    public Option<int> Parallel { get; } = Number("--parallel", "How many shards are run at a time.", DefaultParallel, most: 16);

    public Option<int> Rounds { get; } = Number("--rounds", "How often each is measured.", DefaultRounds, most: 100);

    public Option<string> Storage { get; } = CreateStorage();

    public Option<Latency> StorageLatency { get; } = Delay("--latency", "How long each request to the table takes on its way.");

    public Option<Latency> MailLatency { get; } = Delay("--mail-latency", "How long SendGrid takes to answer.");

    public Option<string?> Json { get; } =
        new("--json") { Description = "Also writes all values into this file.", HelpName = "FILE" };

    /// <summary>Reads the settings; an option that a verb does not have is at its default.</summary>
    public BenchSettings Read(ParseResult result) =>
        new(
            ValueOf(result, Subscribers, DefaultSubscribers),
            ValueOf(result, Lessons, DefaultLessons),
            result.GetValue(Storage) ?? BenchTable.Memory,
            result.GetValue(StorageLatency) ?? Latency.None,
            result.GetValue(MailLatency) ?? Latency.None,
            ValueOf(result, Parallel, DefaultParallel),
            ValueOf(result, Rounds, DefaultRounds)
        );

    private static int ValueOf(ParseResult result, Option<int> option, int otherwise) =>
        result.GetValue(option) is > 0 and var value ? value : otherwise;

    private static Option<int> Number(string name, string description, int otherwise, int most) =>
        new(name)
        {
            Description = description,
            HelpName = "NUMBER",
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                if (
                    result.Tokens is [{ Value: var text }]
                    && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && number >= 1
                    && number <= most
                )
                {
                    return number;
                }

                result.AddError($"{name} needs a number from 1 to {most}.");
                return otherwise;
            },
        };

    private static Option<string> CreateStorage()
    {
        var option = new Option<string>("--storage")
        {
            Description =
                "memory, sqlite, or a connection string of Azure Storage or its emulator; there, tables of the bench's own are "
                + "made and deleted again.",
            HelpName = "STORAGE",
            DefaultValueFactory = _ => BenchTable.Memory,
        };
        option.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>();
            if (value is not (BenchTable.Memory or BenchTable.Sqlite) && !AzureStorageSetup.IsConnectionString(value ?? ""))
            {
                result.AddError("--storage needs memory, sqlite, or a connection string such as UseDevelopmentStorage=true.");
            }
        });
        return option;
    }

    private static Option<Latency> Delay(string name, string description) =>
        new(name)
        {
            Description = $"{description} 5ms, 5ms-20ms or 0.",
            HelpName = "TIME",
            DefaultValueFactory = _ => Latency.None,
            CustomParser = result =>
            {
                if (result.Tokens is [{ Value: var text }] && Latency.Parse(text) is { } latency)
                {
                    return latency;
                }

                result.AddError($"{name} needs a time such as 5ms, 5ms-20ms or 0.");
                return null;
            },
        };
}
