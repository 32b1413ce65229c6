using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>The people of one seed. They live in two shards, so that they meet.</summary>
internal sealed class Population
{
    private static readonly string[] Zones =
    [
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Sydney",
        "Pacific/Honolulu",
    ];

    private readonly Dictionary<SubscriberId, Learner> _learners = [];
    private readonly Random _random;
    private readonly Profile _profile;

    public Population(Random random, Profile profile)
    {
        (_random, _profile) = (random, profile);
        for (var number = 0; number < profile.Learners; number++)
        {
            var learner = New(number);
            learner.Schedules.Add((Profile.Start, learner.Recipient.Schedule));
            _learners.Add(learner.Id, learner);
        }
    }

    public IReadOnlyCollection<Learner> All => _learners.Values;

    /// <summary>Told of every mail that arrives: what a person does next is their business.</summary>
    public Action<Learner, DueRow> Received { get; set; } = (_, _) => { };

    public Learner Of(SubscriberId id) => _learners[id];

    public DailySchedule AnySchedule() => new(DateTimeZoneProviders.Tzdb[Zones[_random.Next(Zones.Length)]], _random.Next(24));

    // Of four people, two share a mailbox.
    private static string Address(int number) =>
        number % 4 == 3 ? $"learner{number - 1}+news@example.org" : $"learner{number}@example.org";

    private Learner New(int number)
    {
        var bytes = new byte[SubscriberId.Size];
        _random.NextBytes(bytes);
        bytes[0] = (byte)(_random.Next(3) == 0 ? 0x30 : 0x70);
        var clock = _profile.SameHour ? new DailySchedule(DateTimeZoneProviders.Tzdb[Zones[0]], 8) : AnySchedule();
        return new Learner(
            new Recipient(SubscriberId.FromBytes(bytes), EmailAddress.Stored(Address(number)), FirstName.None, clock)
        )
        {
            Kind = _random.Next(30) switch
            {
                0 => AddressKind.Bounces,
                1 => AddressKind.Complains,
                2 => AddressKind.Invalid,
                3 => AddressKind.Poison,
                _ => AddressKind.Good,
            },
            MayMissLessons = false,
            IsRefusedLate = _random.Next(2) == 0,
        };
    }
}
