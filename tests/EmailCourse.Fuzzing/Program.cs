using System.Diagnostics;
using System.Globalization;
using System.Text;
using EmailCourse.Fuzzing;
using EmailCourse.Fuzzing.Courses;
using EmailCourse.Fuzzing.Requests;
using EmailCourse.Fuzzing.Sites;

// --count 100000 [--from 0]     so many requests
// --seed 42                     one request again, shown with its answer
// --courses 1000 [--from 0]     so many courses
// --course 42                   one course again, shown as a difference
var limit = TimeSpan.FromSeconds(2);
string? Flag(string name) => Array.IndexOf(args, name) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : null;
int Number(string name, int otherwise) => Flag(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

if (Flag("--seed") is not null)
{
    await using var site = await FuzzedSite.StartAsync();
    var played = await new SeedPlayer(site).PlayAsync(Number("--seed", 0), Timeout.InfiniteTimeSpan);
    Console.WriteLine($"to {played.Request.Endpoint}, mutated by: {string.Join(", ", played.Request.Mutations)}");
    Console.WriteLine(WireText.Show(played.Request.Bytes, atMost: 4000));
    Console.WriteLine($"answered {played.Status} within {played.Took.TotalMilliseconds:F0} ms");
    Console.WriteLine(WireText.Show(Encoding.Latin1.GetBytes(played.Answer), atMost: 1000));
    Console.WriteLine(string.Join(Environment.NewLine, played.Violations));
    return played.Violations.Count == 0 ? 0 : 1;
}

if (Flag("--course") is not null)
{
    var one = FuzzReport.OfCourses();
    var (course, file, mutations) = CourseFuzzer.Make(new Random(Number("--course", 0)));
    Console.WriteLine($"{file}, mutated by: {string.Join(", ", mutations)}");
    foreach (var (name, bytes) in course.Files.Where(each => CourseDraft.IsChanged(each.Key, each.Value)))
    {
        Console.WriteLine($"{name}:{Environment.NewLine}{WireText.Show(bytes, atMost: 20_000)}");
    }

    await CourseSearch.PlayAsync(Number("--course", 0), Timeout.InfiniteTimeSpan, one);
    Console.WriteLine(one);
    Console.WriteLine(one.Describe());
    return one.Failures.Count == 0 ? 0 : 1;
}

var watch = Stopwatch.StartNew();
var report = Flag("--courses") is null
    ? await RequestSearch.RunAsync(Number("--from", 0), Number("--count", 100_000), limit)
    : await CourseSearch.RunAsync(Number("--from", 0), Number("--courses", 0), limit);
Console.WriteLine(report);
Console.WriteLine(report.Describe());
Console.WriteLine($"{watch.Elapsed.TotalSeconds:F1} s");
return report.Failures.Count == 0 ? 0 : 1;
