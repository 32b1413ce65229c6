using EmailCourse.Course;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Simulation;

/// <summary>What one seed is like: how many people, how much goes wrong.</summary>
internal sealed record Profile
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 27, 12, 0);

    /// <summary>When the author adds a lesson, if at all: some are in the middle of the course, and some have finished.</summary>
    public static readonly Instant Grown = Start + Duration.FromDays(6);

    /// <summary>Faults happen until then; afterwards everything works and must come to rest.</summary>
    public static readonly Instant Healed = Start + Duration.FromDays(9);

    public const int SignUpsPerHour = 5;

    /// <summary>After how many days those are forgotten who stopped.</summary>
    public const int StoppedDays = 3;

    /// <summary>After how many days those are forgotten who received every lesson.</summary>
    public const int CompletedDays = 2;

    public static readonly Instant End = Healed + Duration.FromDays(10);

    public static IReadOnlyList<LessonSlug> Lessons { get; } = [new("one"), new("two"), new("three"), new("four")];

    /// <summary>The lesson that comes later.</summary>
    public static LessonSlug NewLesson { get; } = new("five");

    public required bool Grows { get; init; }

    public required int Learners { get; init; }

    public required int Workers { get; init; }

    /// <summary>Of all storage and queue calls, and of all calls of the provider.</summary>
    public required double FaultRate { get; init; }

    /// <summary>Of all awaits.</summary>
    public required double CrashRate { get; init; }

    public required bool EventsOn { get; init; }

    /// <summary>Of all runs: how many are asked to end because their process stops, as at every deployment.</summary>
    public double StopRate { get; init; }

    /// <summary>The longest storage calls take, unless a process is frozen.</summary>
    public Duration Latency { get; init; } = Duration.FromMilliseconds(120);

    /// <summary>Whether everybody wakes at the same hour, so that batches are large.</summary>
    public required bool SameHour { get; init; }

    /// <summary>When the provider does not answer at all.</summary>
    public required IReadOnlyList<Interval> Outages { get; init; }

    /// <summary>
    /// When storage is saturated: every call takes seconds, and some are turned away. The storage client's own tries are part of
    /// a call.
    /// </summary>
    public IReadOnlyList<Interval> SlowStorage { get; init; } = [];

    /// <summary>Whether too many complaints or bounces stop all sending, until an operator resumes it.</summary>
    public bool HasBrakes { get; init; }

    /// <summary>When many people call mails spam, and many addresses no longer exist.</summary>
    public IReadOnlyList<Interval> Storms { get; init; } = [];

    /// <summary>How many lessons may leave on the first day; <see langword="null"/> for any number.</summary>
    public int? WarmUpFirstDay { get; init; }

    /// <summary>By how much more each day.</summary>
    public int WarmUpGrowth { get; init; }

    /// <summary>The brakes of worlds that have them.</summary>
    public static BrakeOptions Brakes { get; } =
        new()
        {
            ComplaintPercent = 2,
            MinimumComplaints = 2,
            BouncePercent = 5,
            MinimumBounces = 3,
        };

    public IOptions<EmailCourseOptions> Options =>
        Engine.With(
            HasBrakes ? Brakes : new BrakeOptions { ComplaintPercent = 0, BouncePercent = 0 },
            WarmUpFirstDay is { } mails
                ? new WarmUpOptions
                {
                    Start = LocalDatePattern.Iso.Format(Start.InUtc().Date),
                    FirstDay = mails,
                    GrowthPercent = WarmUpGrowth,
                }
                : new WarmUpOptions()
        );

    /// <summary>Whether nothing fails: then nothing has to be sent again.</summary>
    public bool IsPeaceful => HasNoFaults && SlowStorage.Count == 0;

    /// <summary>Whether nothing fails and nothing holds lessons back: then nobody has to wait.</summary>
    public bool IsPunctual => IsPeaceful && !HoldsBack;

    /// <summary>Whether nothing fails but storage, for hours: then nobody has to wait until another day.</summary>
    public bool IsOnlySlow => HasNoFaults && SlowStorage.Count > 0 && !HoldsBack;

    private bool HoldsBack => HasBrakes || WarmUpFirstDay is not null;

    /// <summary>Whether a reading may take over a second: storage is slow, or a process is frozen while it reads.</summary>
    public bool MayBeSlow => SlowStorage.Count > 0 || CrashRate > 0 || Latency > Duration.FromMilliseconds(500);

    private bool HasNoFaults => FaultRate == 0 && CrashRate == 0 && Outages.Count == 0;

    public static Profile Of(Random random, bool? eventsOn)
    {
        var profile = Rough(random, eventsOn);
        profile = random.Next(8) switch
        {
            0 => profile with { FaultRate = 0, CrashRate = 0, Outages = [], StopRate = 0.5 },
            1 => profile with { FaultRate = 0, CrashRate = 0, Outages = [], SlowStorage = [Slow(random), Slow(random)] },
            _ => profile with
            {
                StopRate = random.Next(2) * 0.05,
                Latency = random.Next(8) == 0 ? Duration.FromMilliseconds(700) : profile.Latency,
                SlowStorage = random.Next(8) == 0 ? [Slow(random)] : [],
            },
        };
        return random.Next(10) switch
        {
            0 => profile with
            {
                Learners = random.Next(20, 60),
                SameHour = random.Next(3) != 0,
                FaultRate = random.Next(2) == 0 ? 0.06 : profile.FaultRate,
                HasBrakes = true,
                Storms = [Slow(random), Slow(random), Slow(random)],
            },
            1 => profile with
            {
                Learners = random.Next(10, 60),
                Workers = random.Next(2, 5),
                SameHour = random.Next(3) != 0,
                WarmUpFirstDay = random.Next(2, 12),
                WarmUpGrowth = random.Next(50, 100),
            },
            2 when random.Next(3) == 0 => profile with
            {
                HasBrakes = true,
                Storms = [Slow(random)],
                WarmUpFirstDay = random.Next(4, 12),
                WarmUpGrowth = random.Next(60, 100),
            },
            _ => profile,
        };
    }

    /// <summary>How many lessons may leave on a day; the rule stands here once more.</summary>
    public double? CeilingOn(LocalDate day) =>
        WarmUpFirstDay * Math.Pow(1 + (WarmUpGrowth / 100.0), Period.DaysBetween(Start.InUtc().Date, day));

    private static Interval Slow(Random random)
    {
        var start = Start + Duration.FromMinutes(random.Next(0, 7 * 24 * 60));
        return new Interval(start, start + Duration.FromHours(random.Next(2, 15)));
    }

    private static Profile Rough(Random random, bool? eventsOn) =>
        new()
        {
            Learners = random.Next(8) == 0 ? random.Next(70, 140) : random.Next(4, 30),
            Workers = random.Next(1, 5),
            FaultRate = random.Next(3) switch
            {
                0 => 0,
                1 => 0.01,
                _ => 0.06,
            },
            CrashRate = random.Next(3) switch
            {
                0 => 0,
                1 => 0.001,
                _ => 0.01,
            },
            EventsOn = eventsOn ?? random.Next(4) != 0,
            SameHour = random.Next(2) == 0,
            Grows = random.Next(2) == 0,
            Outages =
            [
                .. Enumerable
                    .Range(
                        0,
                        random.Next(6) switch
                        {
                            < 3 => 0,
                            < 5 => 1,
                            _ => 2,
                        }
                    )
                    .Select(_ => Outage(random)),
            ],
        };

    private static Interval Outage(Random random)
    {
        var start = Start + Duration.FromMinutes(random.Next(0, 7 * 24 * 60));
        return new Interval(
            start,
            start
                + Duration.FromMinutes(
                    random.Next(8) switch
                    {
                        < 4 => 60,
                        < 7 => 9 * 60,
                        _ => 3 * 24 * 60,
                    }
                )
        );
    }
}
