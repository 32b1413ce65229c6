using System.Collections.Concurrent;

namespace EmailCourse.Simulation;

/// <summary>Plays many seeds.</summary>
internal static class Search
{
    /// <summary>Plays <paramref name="count"/> seeds beginning with <paramref name="from"/>, each alone on its thread.</summary>
    /// <returns>Everything that happened, and the seeds that broke an invariant with what they broke, in the order of the seeds.</returns>
    public static (Report Report, IReadOnlyList<(int Seed, IReadOnlyList<string> Violations)> Failures) Run(int from, int count, bool? eventsOn = null)
    {
        var results = new ConcurrentBag<(int Seed, Report Report, IReadOnlyList<string> Violations)>();
        Parallel.For(from, from + count, seed =>
        {
            var (report, violations) = World.Play(seed, eventsOn);
            results.Add((seed, report, violations));
        });

        var total = new Report();
        foreach (var result in results)
            total.Add(result.Report);
        return (total, [.. results.Where(result => result.Violations.Count > 0).OrderBy(result => result.Seed).Select(result => (result.Seed, result.Violations))]);
    }
}
