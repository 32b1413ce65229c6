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

    // So often may one person move.
    private const int Moves = 2;

    private readonly Dictionary<SubscriberId, Learner> _learners = [];
    private readonly List<Learner> _all = [];
    private readonly Random _random;
    private readonly Profile _profile;
    private readonly SubscriberIdFactory _ids;

    public Population(Random random, Profile profile, SubscriberIdFactory ids)
    {
        (_random, _profile, _ids) = (random, profile, ids);
        for (var number = 0; number < profile.Learners; number++)
        {
            var learner = New(number);
            learner.Schedules.Add((Profile.Start, learner.Recipient.Schedule));
            _all.Add(learner);
            foreach (var id in learner.Ids)
            {
                _learners.Add(id, learner);
            }
        }
    }

    public IReadOnlyList<Learner> All => _all;

    /// <summary>Told of every mail that arrives: what a person does next is their business.</summary>
    public Action<Learner, DueRow> Received { get; set; } = (_, _) => { };

    public Learner Of(SubscriberId id) => _learners[id];

    public DailySchedule AnySchedule() => new(DateTimeZoneProviders.Tzdb[Zones[_random.Next(Zones.Length)]], _random.Next(24));

    // Of four people, two share a mailbox.
    private static string Mailbox(int number) => number % 4 == 3 ? $"learner{number - 1}+news" : $"learner{number}+";

    // The first of many spellings that lies in the shard.
    private EmailAddress Address(string mailbox, string shard)
    {
        for (var spelling = 0; ; spelling++)
        {
            var address = EmailAddress.Stored($"{mailbox}{spelling}@example.org");
            if (_ids.Of(address).ToString().StartsWith(shard, StringComparison.Ordinal))
            {
                return address;
            }
        }
    }

    private Learner New(int number)
    {
        var clock = _profile.SameHour ? new DailySchedule(DateTimeZoneProviders.Tzdb[Zones[0]], 8) : AnySchedule();
        var addresses = Enumerable
            .Range(0, Moves + 1)
            .Select(move => Address(move == 0 ? Mailbox(number) : $"learner{number}moved{move}+", Shard()))
            .Select(address => new Recipient(_ids.Of(address), address, FirstName.None, clock));
        return new Learner([.. addresses])
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

    private string Shard() => _random.Next(3) == 0 ? "3" : "7";
}
