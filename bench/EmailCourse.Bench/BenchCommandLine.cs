using System.CommandLine;
using System.Text.Json;
using EmailCourse.Bench.CommandLine;
using EmailCourse.Bench.Delivery;
using EmailCourse.Bench.Pages;
using EmailCourse.Bench.Startup;
using EmailCourse.Local.Startup;

namespace EmailCourse.Bench;

/// <summary>The command line of the scoreboard.</summary>
internal static class BenchCommandLine
{
    /// <returns>
    /// 0; 1 when a count is over its limit or the bench could not do its work here; 2 when the command line cannot be understood.
    /// </returns>
    public static Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors) =>
        CommandLineRunner.RunAsync(Root(), args, output, errors);

    private static RootCommand Root()
    {
        var options = new BenchOptions();
        Option[] rounds = [options.Rounds];
        Option[] storage = [options.Storage, options.StorageLatency, .. rounds];
        Option[] delivery = [options.Subscribers, .. storage, options.MailLatency, options.Parallel];
        return new("Measures the course beside the limit and beside what is usually built, and counts what is billed.")
        {
            new CountsCommand(),
            new ScoreCommand(
                "delivery",
                "Delivers lessons: ours, the floor, the usual.",
                options,
                [.. delivery, options.Lessons],
                Works.Delivery
            ),
            new ScoreCommand(
                "growth",
                "Delivers more and more lessons: what should not grow with them.",
                options,
                delivery,
                Works.Growth
            ),
            new ScoreCommand("signup", "Signs people up.", options, storage, Works.SignUp),
            new ScoreCommand("webhook", "Receives SendGrid's events.", options, storage, Works.Webhook),
            new ScoreCommand("render", "Answers with the pages that are the same for everybody.", options, rounds, Works.Render),
            new ScoreCommand(
                "cost",
                "Reckons from counts and list prices what a million lessons cost.",
                options,
                [],
                _ => Works.Cost()
            ),
            new ScoreCommand(
                "start",
                "Starts the engine and the Functions worker in new processes, published as Azure gets them.",
                options,
                rounds,
                Works.Start
            ),
            new ScoreCommand(
                "all",
                "The whole scoreboard, with its targets.",
                options,
                [options.Subscribers, options.Storage, options.Parallel, .. rounds],
                Works.All
            ),
            new MicroCommand(),
            Hidden(
                StartBench.OnceVerb,
                async (_, output) => await output.WriteLineAsync(JsonSerializer.Serialize(await OneStart.RunAsync()))
            ),
            Hidden(PageServer.Verb, PageServer.RunAsync),
            Hidden(LoneDelivery.Verb, LoneDelivery.RunAsync),
        };
    }

    // What this program does in a process of its own; see ChildProcess.
    private static Command Hidden(string verb, Func<TextReader, TextWriter, Task> act)
    {
        var command = new Command(verb) { Hidden = true };
        command.SetAction((result, _) => act(Console.In, result.InvocationConfiguration.Output));
        return command;
    }
}
