using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Scores;

namespace EmailCourse.Bench.Pages;

/// <summary>
/// Asks another process for the pages that are the same for everybody and, in turn, for the bare endpoint; counts only the
/// processor time of that process.
/// </summary>
internal static class PageBench
{
    private const string Bench = "render";
    private const int Requests = 4000;
    private const int Parallel = 8;

    private static readonly (string Name, string Route)[] Pages =
    [
        ("landing", ""),
        ("privacy", Routes.Privacy),
        ("check-your-inbox", Routes.CheckYourInbox),
        ("bare", PageServer.BareRoute),
    ];

    /// <param name="progress">Told after each round.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds, Action progress)
    {
        using var server = ChildProcess.Start(PageServer.Verb);
        var address = await server.ReadLineAsync();
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var perSecond = Pages.ToDictionary(page => page.Name, _ => new List<double>());

        // The first round compiles.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, route) in Pages)
            {
                var measured = await PerSecondAsync(server, http, route);
                if (round > 0)
                {
                    perSecond[name].Add(measured);
                }
            }

            progress();
        }

        var bare = perSecond[Pages[^1].Name];
        return
        [
            .. perSecond.Select(page => new Figure(Bench, $"{page.Key}: pages a second and core", "1/s", page.Value)),
            .. Pages[..^1]
                .Select(page => new Figure(
                    Bench,
                    $"{page.Name} ÷ bare",
                    "×",
                    [.. perSecond[page.Name].Zip(bare, (ours, limit) => ours / limit)]
                )),
        ];
    }

    private static async Task<double> PerSecondAsync(ChildProcess server, HttpClient http, string route)
    {
        var before = server.Cpu;
        await System.Threading.Tasks.Parallel.ForAsync(
            0,
            Requests,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel },
            async (_, cancellationToken) =>
                await http.GetByteArrayAsync(new Uri("/" + route, UriKind.Relative), cancellationToken)
        );
        return Requests / (server.Cpu - before).TotalSeconds;
    }
}
