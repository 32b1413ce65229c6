using System.Diagnostics;
using System.Globalization;
using EmailCourse.Simulation;

// One seed to replay, or many to search: --seed 42 | --seeds 10000 [--from 0] [--events on|off]
string? Flag(string name) => Array.IndexOf(args, name) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : null;
int Number(string name, int otherwise) => Flag(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

var from = Number("--seed", Number("--from", 0));
var count = Flag("--seed") is null ? Number("--seeds", 10_000) : 1;
bool? eventsOn = Flag("--events") is { } events ? events == "on" : null;

var watch = Stopwatch.StartNew();
var (report, failures) = Search.Run(from, count, eventsOn);
foreach (var (seed, violations) in failures.Take(10))
    Console.WriteLine($"seed {seed}:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", violations.Take(5))}");
Console.WriteLine(report);
Console.WriteLine($"{failures.Count} seeds broke an invariant; {watch.Elapsed.TotalSeconds:F1} s");
return failures.Count == 0 ? 0 : 1;
