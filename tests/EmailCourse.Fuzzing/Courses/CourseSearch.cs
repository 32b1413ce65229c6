using System.Collections.Concurrent;
using System.Diagnostics;

namespace EmailCourse.Fuzzing.Courses;

/// <summary>Plays many seeds of courses.</summary>
internal static class CourseSearch
{
    /// <summary>Plays seeds, each with a folder of its own.</summary>
    /// <param name="limit">How long one course may take.</param>
    public static async Task<FuzzReport> RunAsync(int from, int count, TimeSpan limit)
    {
        var report = FuzzReport.OfCourses();
        // The first pays for what every later one finds compiled, and is not measured.
        await PlayAsync(from, Timeout.InfiniteTimeSpan, FuzzReport.OfCourses());
        var seeds = new ConcurrentQueue<int>(Enumerable.Range(from, count));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(WorkAsync)));
        return report;

        async Task WorkAsync()
        {
            while (seeds.TryDequeue(out var seed))
            {
                await PlayAsync(seed, limit, report);
            }
        }
    }

    /// <summary>Plays one seed.</summary>
    public static async Task PlayAsync(int seed, TimeSpan limit, FuzzReport report)
    {
        var (course, file, mutations) = CourseFuzzer.Make(new Random(seed));
        var folder = Directory.CreateTempSubdirectory("email-course-fuzzing-");
        var watch = Stopwatch.StartNew();
        try
        {
            // Diagnostics name the folder, so it is called as the real one.
            var lessons = Path.Combine(folder.FullName, "lessons");
            var (outcome, violations) = await Task.Run(() => CourseAudit.Check(course, lessons)).WaitAsync(limit);
            var rows = mutations.Distinct().Select(mutation => $"with {mutation}").Append($"in {Kind(file)}");
            report.Add(seed, rows, outcome, watch.Elapsed, violations);
            folder.Delete(recursive: true);
        }
        catch (TimeoutException)
        {
            report.AddFailure(seed, [$"{file} is not read within {limit.TotalSeconds:F0} s"]);
        }
    }

    private static string Kind(string file) =>
        file.Contains('/', StringComparison.Ordinal) || !file.EndsWith(".md", StringComparison.Ordinal) ? file : "a lesson";
}
