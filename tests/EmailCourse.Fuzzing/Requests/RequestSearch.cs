using System.Collections.Concurrent;
using EmailCourse.Fuzzing.Sites;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Plays many seeds of requests.</summary>
internal static class RequestSearch
{
    /// <summary>Plays seeds on a site for each processor.</summary>
    /// <param name="limit">How long an answer may take.</param>
    public static async Task<FuzzReport> RunAsync(int from, int count, TimeSpan limit)
    {
        var report = FuzzReport.OfRequests();
        var seeds = new ConcurrentQueue<int>(Enumerable.Range(from, count));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(WorkAsync)));
        return report;

        async Task WorkAsync()
        {
            while (!seeds.IsEmpty)
            {
                await using var site = await FuzzedSite.StartAsync();
                await PlayUntilStuckAsync(new SeedPlayer(site));
            }
        }

        async Task PlayUntilStuckAsync(SeedPlayer player)
        {
            while (seeds.TryDequeue(out var seed))
            {
                try
                {
                    report.Add(await player.PlayAsync(seed, limit));
                }
                catch (TimeoutException)
                {
                    report.AddFailure(seed, [$"no answer within {limit.TotalSeconds:F0} s"]);
                    return;
                }
            }
        }
    }
}
