using Azure.Data.Tables;
using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Subscribers;

namespace EmailCourse.Simulation;

/// <summary>One seed from beginning to end. The same seed is the same world, to the last millisecond.</summary>
internal sealed class World
{
    private readonly TestClock _clock = new(Profile.Start);
    private readonly InMemoryTable _table = new();
    private readonly Agenda _agenda;
    private readonly Invariants _invariants;
    private readonly Behaviour _behaviour;
    private readonly Workers _workers;
    private readonly Operator _operator;
    private readonly List<LessonSlug> _course = [.. Profile.Lessons];

    private World(int seed, bool? eventsOn)
    {
        var random = new Random(seed);
        var profile = Profile.Of(random, eventsOn);
        _agenda = new Agenda(_clock, random);
        var network = new Network(_agenda, random, profile, Report);
        var people = new Population(random, profile, new SubscriberIdFactory(Engine.Options));
        _invariants = new Invariants(_table, people, profile, _course, Report);
        var queue = new SimulatedQueue(_agenda, random, network);
        var webhook = new SimulatedWebhook(_agenda, random, profile, people, _invariants);
        var provider = new SimulatedProvider(_agenda, random, network, profile, Report, people, webhook, _invariants);
        var engine = new Engine(
            new SimulatedTable(_table, network, Committed),
            queue,
            provider,
            _clock,
            new SeededIds(random),
            _course,
            profile.Options
        );
        webhook.Receiver = engine.Events;
        _behaviour = new Behaviour(_agenda, random, network, people, engine, _table, _invariants);
        _workers = new Workers(_agenda, random, network, profile, queue, _table, _course, engine, _invariants);
        _operator = new Operator(_agenda, random, engine.Brake, _table, _invariants);
        if (profile.Grows)
        {
            _agenda.At(Profile.Grown, () => _course.Add(Profile.NewLesson));
        }
    }

    private Report Report { get; } = new() { Seeds = 1 };

    /// <summary>Plays a seed.</summary>
    /// <returns>What happened, and which invariants were broken.</returns>
    public static (Report Report, IReadOnlyList<string> Violations) Play(int seed, bool? eventsOn = null)
    {
        var world = new World(seed, eventsOn);
        world._behaviour.Begin();
        world._workers.Begin();
        world._operator.Begin();
        world._agenda.RunUntil(Profile.End);
        world._invariants.CheckEnd(Profile.End);
        return (world.Report, world._invariants.Violations);
    }

    private void Committed(ShardKey shard, IReadOnlyList<TableTransactionAction> changes, IReadOnlyList<TableEntity> before) =>
        _invariants.Committed(shard, changes, before, _clock.Now);
}
