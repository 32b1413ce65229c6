using EmailCourse.Bench.CommandLine;
using EmailCourse.Bench.Cost;
using EmailCourse.Bench.Counts;
using EmailCourse.Bench.Delivery;
using EmailCourse.Bench.Pages;
using EmailCourse.Bench.Scores;
using EmailCourse.Bench.SignUp;
using EmailCourse.Bench.Stand;
using EmailCourse.Bench.Startup;
using EmailCourse.Bench.Webhook;

namespace EmailCourse.Bench;

/// <summary>What each verb measures.</summary>
internal static class Works
{
    private const int PeopleSigningUp = 2000;

    private static readonly Latency TenMilliseconds = Latency.Parse("10ms")!;

    public static IReadOnlyList<Work> Delivery(BenchSettings settings)
    {
        Contender[] contenders = [Contender.Ours, Contender.Floor, Contender.Usual];
        var scenario = Scenario(settings);
        return
        [
            new(
                $"{scenario}",
                settings.Rounds * contenders.Length,
                progress => DeliveryBench.RunAsync(scenario, contenders, settings.Rounds, progress)
            ),
        ];
    }

    /// <summary>Ever more due lessons up to the number asked for, of one kind and of thirteen.</summary>
    public static IReadOnlyList<Work> Growth(BenchSettings settings)
    {
        var sizes = Sizes(settings.Subscribers).ToList();
        return [Grow(Scenario(settings) with { Lessons = 1 }), Grow(Scenario(settings) with { Lessons = 13 })];

        Work Grow(DeliveryScenario scenario) =>
            new(
                $"growth to {scenario}",
                settings.Rounds * sizes.Count,
                progress => GrowthBench.RunAsync(scenario, sizes, settings.Rounds, progress)
            );
    }

    public static IReadOnlyList<Work> SignUp(BenchSettings settings) =>
        [
            new(
                "sign-up",
                settings.Rounds,
                progress =>
                    SignUpBench.RunAsync(PeopleSigningUp, settings.Storage, settings.StorageLatency, settings.Rounds, progress)
            ),
        ];

    public static IReadOnlyList<Work> Webhook(BenchSettings settings) =>
        [
            new(
                "webhook",
                settings.Rounds,
                progress => WebhookBench.RunAsync(settings.Storage, settings.StorageLatency, settings.Rounds, progress)
            ),
        ];

    public static IReadOnlyList<Work> Render(BenchSettings settings) =>
        [new("render", PageBench.Steps(settings.Rounds), progress => PageBench.RunAsync(settings.Rounds, progress))];

    public static IReadOnlyList<Work> Start(BenchSettings settings) =>
        [new("start", settings.Rounds + 1, progress => StartBench.RunAsync(settings.Rounds, progress))];

    public static IReadOnlyList<Work> Cost() => [Once("cost", CostBench.RunAsync)];

    public static IReadOnlyList<Work> Counts() => [Once("counts", CountAsync)];

    /// <summary>The whole scoreboard.</summary>
    public static IReadOnlyList<Work> All(BenchSettings settings)
    {
        var delayed = settings with { StorageLatency = TenMilliseconds };
        return
        [
            .. Counts(),
            .. Delivery(settings),
            .. Delivery(settings with { Storage = BenchTable.Sqlite }),
            .. Delivery(delayed with { MailLatency = Latency.Parse("60ms")! }),
            .. Growth(
                settings with
                {
                    Storage = BenchTable.Sqlite,
                    Subscribers = 100_000,
                    Rounds = Math.Min(settings.Rounds, 3),
                }
            ),
            .. SignUp(delayed),
            .. Webhook(delayed),
            .. Render(settings),
            .. Start(settings),
            .. Cost(),
        ];
    }

    private static DeliveryScenario Scenario(BenchSettings settings) =>
        new(
            settings.Subscribers,
            settings.Lessons,
            settings.Storage,
            settings.StorageLatency,
            settings.MailLatency,
            settings.Parallel
        );

    private static Work Once(string name, Func<Task<IReadOnlyList<Figure>>> act) =>
        new(
            name,
            Steps: 1,
            async progress =>
            {
                var figures = await act();
                progress();
                return figures;
            }
        );

    private static async Task<IReadOnlyList<Figure>> CountAsync() =>
        [.. (await CourseCounts.TakeAsync()).Select(count => new Figure("counts", count.Name, "", count.Value))];

    private static IEnumerable<int> Sizes(int most)
    {
        for (var size = 1000; size < most; size *= 10)
        {
            yield return size;
        }

        yield return most;
    }
}
