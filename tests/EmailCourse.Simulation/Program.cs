using System.Diagnostics;
using System.Globalization;
using EmailCourse.Simulation;
using EmailCourse.Simulation.Crowd;

// --seeds 10000 [--from 0] [--events on|off] [--first]   many seeds; --first stops at the first that breaks an invariant
// --seed 42                                               one seed again
// --crowd 100000 [--seed 1]                               a crowd at the same hour, under Azure's limits
// --mutants [--seeds 500] [--only TEXT]                   every deliberate mistake must be caught; only those so named
string? Flag(string name) => Array.IndexOf(args, name) is >= 0 and var index && index + 1 < args.Length ? args[index + 1] : null;
int Number(string name, int otherwise) => Flag(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

if (args.Contains("--mutants"))
{
    return MutantHunt.Run(Directory.GetCurrentDirectory(), Number("--seeds", 500), Flag("--only") ?? "");
}

if (Number("--crowd", 0) is > 0 and var people)
{
    Console.WriteLine(CrowdWorld.Play(people, CrowdLimits.OfAzure, runs: 16, Number("--seed", 1)));
    return 0;
}

var from = Number("--seed", Number("--from", 0));
var count = Flag("--seed") is null ? Number("--seeds", 10_000) : 1;
bool? eventsOn = Flag("--events") is { } events ? events == "on" : null;

var watch = Stopwatch.StartNew();
var (report, failures) = Search.Run(from, count, eventsOn, stopAtFirst: args.Contains("--first"));
Console.Write(failures.Count == 0 ? "" : Search.Describe(failures) + Environment.NewLine);
Console.WriteLine(report);
Console.WriteLine($"{failures.Count} seeds broke an invariant; {watch.Elapsed.TotalSeconds:F1} s");
return failures.Count == 0 ? 0 : 1;
