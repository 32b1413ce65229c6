using System.Globalization;
using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Scores;

namespace EmailCourse.Bench.Pages;

/// <summary>
/// Asks another process for the pages that are the same for everybody and for their bare endpoints, a few hundred requests of
/// each in turn; counts only the processor time of that process, by its own clock.
/// </summary>
internal static class PageBench
{
    private const string Bench = "render";
    private const int Turns = 20;
    private const int RequestsPerTurn = 500;
    private const int Parallel = 8;

    // Until the runtime has compiled everything for good.
    private const int WarmUpRounds = 2;

    /// <summary>How many rounds are run for so many that are counted.</summary>
    public static int Steps(int rounds) => WarmUpRounds + rounds;

    /// <param name="progress">Told after each round, those that only warm up included.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds, Action progress)
    {
        using var server = ChildProcess.Start(PageServer.Verb);
        var address = await server.ReadLineAsync();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var measured = new List<Dictionary<string, double>>();
        for (var round = 0; round < Steps(rounds); round++)
        {
            measured.Add(await PerSecondAsync(server, http));
            progress();
        }

        return [.. PageServer.Pages.SelectMany(page => Figures(page, measured[WarmUpRounds..]))];
    }

    private static IEnumerable<Figure> Figures(string page, List<Dictionary<string, double>> measured)
    {
        var name = page.Length == 0 ? "landing" : page;
        Figure Of(string what, string unit, Func<Dictionary<string, double>, double> value) =>
            new(Bench, what, unit, [.. measured.Select(value)]);

        var bare = PageServer.BareRoute(page);
        yield return Of($"{name}: pages a second and core", "1/s", perSecond => perSecond[page]);
        yield return Of($"{name}, bare: pages a second and core", "1/s", perSecond => perSecond[bare]);
        yield return Of($"{name} ÷ bare", "×", perSecond => perSecond[page] / perSecond[bare]);
    }

    /// <returns>By route, how many pages the server could answer in a second of one core.</returns>
    private static async Task<Dictionary<string, double>> PerSecondAsync(ChildProcess server, HttpClient http)
    {
        var routes = PageServer.Pages.SelectMany(page => (string[])[page, PageServer.BareRoute(page)]);
        var cpu = routes.ToDictionary(route => route, _ => TimeSpan.Zero);
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var route in cpu.Keys)
            {
                cpu[route] += await CpuAsync(server, http, route);
            }
        }

        return cpu.ToDictionary(each => each.Key, each => Turns * RequestsPerTurn / each.Value.TotalSeconds);
    }

    private static async Task<TimeSpan> CpuAsync(ChildProcess server, HttpClient http, string route)
    {
        var before = await CpuOfAsync(server);
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            RequestsPerTurn,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel },
            async (_, cancellationToken) =>
                await http.GetByteArrayAsync(new Uri("/" + route, UriKind.Relative), cancellationToken)
        );
        return await CpuOfAsync(server) - before;
    }

    private static async Task<TimeSpan> CpuOfAsync(ChildProcess server) =>
        TimeSpan.FromTicks(long.Parse(await server.AskAsync(""), CultureInfo.InvariantCulture));
}
