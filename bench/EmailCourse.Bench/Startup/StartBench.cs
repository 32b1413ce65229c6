using System.Text.Json;
using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Scores;

namespace EmailCourse.Bench.Startup;

/// <summary>Starts the engine in a new process each time: only the first start of a process is one.</summary>
internal static class StartBench
{
    /// <summary>The hidden verb by which this program starts the engine once and prints the stages as JSON.</summary>
    public const string OnceVerb = "start-once";

    private const string Bench = "start";

    /// <param name="progress">Told after each round.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds, Action progress)
    {
        var starts = new List<StartStages>();
        for (var round = 0; round < rounds; round++)
        {
            starts.Add(await StartAsync());
            progress();
        }

        Figure Of(string name, Func<StartStages, double> milliseconds) =>
            new(Bench, name, "ms", [.. starts.Select(milliseconds)]);
        return
        [
            Of("services registered", start => start.Registered),
            Of("course loaded", start => start.Loaded - start.Registered),
            Of("first landing page", start => start.FirstPage - start.Loaded),
            Of("engine start to first landing page", start => start.FirstPage),
            Of("all mails composed, after that", start => start.Composed - start.FirstPage),
        ];
    }

    private static async Task<StartStages> StartAsync()
    {
        using var process = ChildProcess.Start(OnceVerb);
        return JsonSerializer.Deserialize<StartStages>(await process.ReadLineAsync())!;
    }
}
