using EmailCourse.Fuzzing.Requests;

namespace EmailCourse.Fuzzing;

/// <summary>Counts what came of many seeds, and keeps those that went wrong.</summary>
/// <param name="what">What a seed makes.</param>
/// <param name="flag">The flag that plays one seed again.</param>
/// <param name="columns">The classes that outcomes fall into.</param>
internal sealed class FuzzReport(string what, string flag, IReadOnlyList<string> columns)
{
    private const int ShownFailures = 10;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, IReadOnlyList<string>> _failures = [];
    private (int Seed, TimeSpan Took) _slowest;

    /// <summary>Of requests, by the first digit of the answer; 0 is none, and 505 is never the course's own.</summary>
    public static FuzzReport OfRequests() => new("request", "--seed", ["0", "2xx", "3xx", "4xx", "5xx", "505"]);

    public static FuzzReport OfCourses() => new("course", "--course", ["loaded", "not composed", "refused", "threw"]);

    public int Count { get; private set; }

    public IReadOnlyDictionary<int, IReadOnlyList<string>> Failures => _failures;

    /// <summary>How many seeds of a row came to a class.</summary>
    public int CountOf(string row, string column) =>
        _rows.TryGetValue(row, out var counts) ? counts.GetValueOrDefault(column) : 0;

    public void Add(PlayedRequest played)
    {
        var column = played.Status is 0 or HttpAnswer.OtherVersion ? $"{played.Status}" : $"{played.Status / 100}xx";
        var rows = played.Request.Mutations.Distinct().DefaultIfEmpty("unchanged").Select(mutation => $"with {mutation}");
        Add(played.Seed, [.. rows, $"to {played.Request.Endpoint}"], column, played.Took, played.Violations);
    }

    public void Add(int seed, IEnumerable<string> rows, string column, TimeSpan took, IReadOnlyList<string> violations)
    {
        lock (_lock)
        {
            Count++;
            foreach (var row in rows.Prepend("all"))
            {
                var counts = _rows.TryGetValue(row, out var known) ? known : _rows[row] = new(StringComparer.Ordinal);
                counts[column] = counts.GetValueOrDefault(column) + 1;
            }

            _slowest = took > _slowest.Took ? (seed, took) : _slowest;
        }

        if (violations.Count > 0)
        {
            AddFailure(seed, violations);
        }
    }

    public void AddFailure(int seed, IReadOnlyList<string> violations)
    {
        lock (_lock)
        {
            _failures[seed] = violations;
        }
    }

    /// <summary>What the first failing seeds did, and how to play one of them again.</summary>
    public string Describe() =>
        string.Join(
            Environment.NewLine,
            _failures
                .Take(ShownFailures)
                .Select(failure =>
                    $"seed {failure.Key} (dotnet run --project tests/EmailCourse.Fuzzing -- {flag} {failure.Key}):"
                    + $"{Environment.NewLine}  "
                    + string.Join(
                        Environment.NewLine + "  ",
                        failure.Value.Take(5).Select(text => text[..Math.Min(text.Length, 1500)])
                    )
                )
        );

    public override string ToString() =>
        string.Join(
            Environment.NewLine,
            [
                Line(what, columns),
                .. _rows.Select(row => Line(row.Key, columns.Select(column => $"{row.Value.GetValueOrDefault(column):N0}"))),
                $"{Count:N0} {what}s, {_failures.Count:N0} went wrong; the slowest took {_slowest.Took.TotalMilliseconds:F0} ms "
                    + $"(seed {_slowest.Seed})",
            ]
        );

    private static string Line(string name, IEnumerable<string> cells) =>
        $"{name, -28}{string.Concat(cells.Select(cell => $"{cell, 14}"))}";
}
