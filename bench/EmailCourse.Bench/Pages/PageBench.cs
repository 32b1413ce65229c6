using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Scores;
using EmailCourse.Bench.Stand;
using EmailCourse.Web;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Bench.Pages;

/// <summary>
/// Answers with pages, in turn with a bare endpoint that sends as many bytes made before. No server is in between, so that only
/// what differs is compared.
/// </summary>
internal static class PageBench
{
    private const string Bench = "render";
    private const int Requests = 500;

    private static readonly string[] Pages = ["Landing", "Privacy", "CheckYourInbox"];

    /// <param name="progress">Told after each round.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(int rounds, Action progress)
    {
        await using var table = await BenchTable.CreateAsync(BenchTable.Memory, Latency.None);
        using var engine = new BenchEngine(table, Latency.None);
        var endpoints = CourseEndpoints.All.Where(endpoint => Pages.Contains(endpoint.Name)).ToList();
        var bare = Bare(await BytesAsync(engine, endpoints[0]));
        var perSecond = endpoints.Append(bare).ToDictionary(endpoint => endpoint.Name, _ => new List<double>());

        // The first requests compile.
        foreach (var endpoint in endpoints.Append(bare))
        {
            await PerSecondAsync(engine, endpoint);
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var endpoint in endpoints.Append(bare))
            {
                perSecond[endpoint.Name].Add(await PerSecondAsync(engine, endpoint));
            }

            progress();
        }

        return
        [
            .. perSecond.Select(page => new Figure(Bench, $"{page.Key}: pages a second and core", "1/s", page.Value)),
            .. endpoints.Select(endpoint => new Figure(
                Bench,
                $"{endpoint.Name} ÷ bare",
                "×",
                [.. perSecond[endpoint.Name].Zip(perSecond[bare.Name], (page, limit) => page / limit)]
            )),
        ];
    }

    private static async Task<double> PerSecondAsync(BenchEngine engine, CourseEndpoint endpoint)
    {
        var sample = await ProcessMeter.MeasureAsync(async () =>
        {
            for (var request = 0; request < Requests; request++)
            {
                await engine.CallAsync(endpoint, _ => { });
            }
        });
        return Requests / sample.Cpu.TotalSeconds;
    }

    private static CourseEndpoint Bare(byte[] page) =>
        new("bare", ["GET"], "", _ => Task.FromResult(Results.Bytes(page, "text/html; charset=utf-8")));

    private static async Task<byte[]> BytesAsync(BenchEngine engine, CourseEndpoint endpoint)
    {
        using var body = new MemoryStream();
        await engine.CallAsync(endpoint, context => context.Response.Body = body);
        return body.ToArray();
    }
}
