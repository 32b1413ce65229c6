using System.Diagnostics;
using EmailCourse.Fuzzing.Sites;
using NodaTime;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>What came of one seed.</summary>
/// <param name="Status">As in the answer; 0 if the connection ended without one.</param>
internal sealed record PlayedRequest(
    int Seed,
    WireRequest Request,
    string Answer,
    int Status,
    TimeSpan Took,
    IReadOnlyList<string> Violations
);

/// <summary>
/// Plays seeds on one site. A seed is up to two good requests, which change some rows, then some time, and then the one request
/// that it stands for.
/// </summary>
internal sealed class SeedPlayer(FuzzedSite site)
{
    private static readonly Duration[] Pauses =
    [
        Duration.Zero,
        Duration.Zero,
        Duration.FromMinutes(59),
        Duration.FromHours(20),
        Duration.FromDays(8),
        Duration.FromDays(40),
    ];

    // Mostly none: each costs as much as a seed.
    private static readonly int[] GoodOnes = [0, 0, 0, 0, 1, 2];

    private readonly RequestFuzzer _fuzzer = new(site);

    /// <param name="limit">How long an answer may take.</param>
    /// <exception cref="TimeoutException">It took longer; the site is still busy with it.</exception>
    public async Task<PlayedRequest> PlayAsync(int seed, TimeSpan limit)
    {
        site.Restore();
        var random = new Random(seed);
        var violations = new List<string>();
        for (var before = random.Pick(GoodOnes); before > 0; before--)
        {
            await SendAsync(_fuzzer.Good(random));
        }

        site.Pass(random.Pick(Pauses));
        var request = _fuzzer.Mutated(random);
        var watch = Stopwatch.StartNew();
        var answer = await SendAsync(request);
        return new(seed, request, answer, HttpAnswer.StatusOf(answer), watch.Elapsed, violations);

        async Task<string> SendAsync(WireRequest sent)
        {
            var (bytes, found) = await site.SendAsync(sent.Bytes).WaitAsync(limit);
            var text = HttpAnswer.WithoutDate(bytes);
            violations.AddRange(found);
            if (HttpAnswer.StatusOf(text) is >= 500 and not HttpAnswer.OtherVersion)
            {
                violations.Add($"answered {text.Split("\r\n")[0]}");
            }

            return text;
        }
    }
}
