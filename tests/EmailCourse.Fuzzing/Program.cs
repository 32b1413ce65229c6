using System.Diagnostics;
using System.Globalization;
using System.Text;
using EmailCourse.Fuzzing.Requests;
using EmailCourse.Fuzzing.Sites;

// --count 100000 [--from 0]   so many requests
// --seed 42                   one request again, shown with its answer
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

var watch = Stopwatch.StartNew();
var report = await RequestSearch.RunAsync(Number("--from", 0), Number("--count", 100_000), limit);
Console.WriteLine(report);
Console.WriteLine(report.Describe());
Console.WriteLine($"{watch.Elapsed.TotalSeconds:F1} s");
return report.Failures.Count == 0 ? 0 : 1;
