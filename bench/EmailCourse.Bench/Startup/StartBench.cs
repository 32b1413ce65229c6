using System.Text.Json;
using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Scores;

namespace EmailCourse.Bench.Startup;

/// <summary>
/// Publishes the programs as Azure gets them and starts them, in a new process each time: only the first start of a process is
/// one.
/// </summary>
internal static class StartBench
{
    /// <summary>The hidden verb by which this program starts the engine once and prints the stages as JSON.</summary>
    public const string OnceVerb = "start-once";

    private const string Bench = "start";

    /// <param name="progress">Told when the programs are published, and after each round.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds, Action progress)
    {
        using var programs = await PublishedPrograms.CreateAsync();
        // Compiles the host, and brings the files into the system's memory.
        await WorkerHost.StartAsync(programs.Head);
        progress();
        var engines = new List<StartStages>();
        var workers = new List<WorkerStart>();
        for (var round = 0; round < rounds; round++)
        {
            engines.Add(await StartEngineAsync(programs.Bench));
            workers.Add(await WorkerHost.StartAsync(programs.Head));
            progress();
        }

        return [.. EngineFigures(engines), .. WorkerFigures(workers)];
    }

    private static IEnumerable<Figure> EngineFigures(List<StartStages> starts)
    {
        Figure Of(string name, Func<StartStages, double> milliseconds) =>
            new(Bench, $"engine: {name}", "ms", [.. starts.Select(milliseconds)]);

        yield return Of("services registered", start => start.Registered);
        yield return Of("course loaded", start => start.Loaded - start.Registered);
        yield return Of("first page", start => start.FirstPage - start.Loaded);
        yield return Of("start to first page", start => start.FirstPage);
        yield return Of("all mails composed, after that", start => start.Composed - start.FirstPage);
    }

    private static IEnumerable<Figure> WorkerFigures(List<WorkerStart> starts)
    {
        Figure Of(string name, Func<WorkerStart, double> milliseconds) =>
            new(Bench, $"worker: {name}", "ms", [.. starts.Select(milliseconds)]);

        yield return Of("process to stream", start => start.Connected);
        yield return Of("initialized", start => start.Initialized - start.Connected);
        yield return Of("functions loaded", start => start.Loaded - start.Initialized);
        yield return Of("first page", start => start.FirstPage - start.Loaded);
        yield return Of("start to first page", start => start.FirstPage);
    }

    private static async Task<StartStages> StartEngineAsync(string program)
    {
        using var process = ChildProcess.Start(program, OnceVerb);
        return JsonSerializer.Deserialize<StartStages>(await process.ReadLineAsync())!;
    }
}
