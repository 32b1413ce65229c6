using System.Collections.Concurrent;

namespace EmailCourse.Simulation;

/// <summary>Plays many seeds.</summary>
internal static class Search
{
    /// <summary>Plays <paramref name="count"/> seeds beginning with <paramref name="from"/>, each alone on its thread.</summary>
    /// <returns>
    /// Everything that happened, and the seeds that broke an invariant with what they broke, in the order of the seeds.
    /// </returns>
    public static (Report Report, IReadOnlyList<(int Seed, IReadOnlyList<string> Violations)> Failures) Run(
        int from,
        int count,
        bool? eventsOn = null,
        bool stopAtFirst = false
    )
    {
        var results = new ConcurrentBag<(int Seed, Report Report, IReadOnlyList<string> Violations)>();
        Parallel.For(
            from,
            from + count,
            (seed, loop) =>
            {
                var (report, violations) = World.Play(seed, eventsOn);
                results.Add((seed, report, violations));
                if (stopAtFirst && violations.Count > 0)
                {
                    loop.Stop();
                }
            }
        );

        var total = new Report();
        foreach (var result in results)
        {
            total.Add(result.Report);
        }

        return (
            total,
            [
                .. results
                    .Where(result => result.Violations.Count > 0)
                    .OrderBy(result => result.Seed)
                    .Select(result => (result.Seed, result.Violations)),
            ]
        );
    }

    /// <summary>What the first failing seeds broke, and how to play one of them again.</summary>
    public static string Describe(IReadOnlyList<(int Seed, IReadOnlyList<string> Violations)> failures) =>
        string.Join(
            Environment.NewLine,
            failures
                .Take(10)
                .Select(failure =>
                    $"seed {failure.Seed} (dotnet run --project tests/EmailCourse.Simulation -- --seed {failure.Seed}):"
                    + $"{Environment.NewLine}  "
                    + string.Join(Environment.NewLine + "  ", failure.Violations.Take(5))
                )
        );
}
