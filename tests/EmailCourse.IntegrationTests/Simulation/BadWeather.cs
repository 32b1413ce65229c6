using Azure;
using Azure.Data.Tables;
using EmailCourse.Delivery;
using EmailCourse.IntegrationTests.Storage;
using EmailCourse.Schedule;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.IntegrationTests.Simulation;

/// <summary>
/// The engine on the real table client and the emulator, in a bad network: a hundred people go through the course while several
/// runs work at once and some people change their hour in the middle of it. Time stands still while they do, and moves in
/// between.
/// </summary>
internal sealed class BadWeather
{
    private const int Runs = 3;
    private const int People = 100;
    private static readonly Instant Start = Profile.Start;
    private static readonly Instant Calm = Start + Duration.FromDays(4);

    // Everybody signs up at once and is asked at once, and nobody is forgotten before the last one is through.
    private static readonly IOptions<EmailCourseOptions> Unlimited = Options.Create(
        new EmailCourseOptions
        {
            IdKey = Engine.Options.Value.IdKey,
            Quotas = new() { PerDomain = 0, PerHour = 0 },
        }
    );

    private readonly TestClock _clock = new(Start);
    private readonly Random _random;
    private readonly StorageFaults _faults;
    private readonly UnorderedQueue _queue;
    private readonly Engine _engine;
    private readonly List<Recipient> _people;
    private readonly CourseTable _table;

    private BadWeather(TableClient table, StorageFaults faults, Random random, bool reports)
    {
        (_random, _faults) = (random, faults);
        _queue = new UnorderedQueue(random.Next(), _clock);
        Provider = new Provider(random.Next(), reports);
        _table = new CourseTable(table);
        _engine = new Engine(_table, _queue, Provider, _clock, new RandomIdGenerator(), Profile.Lessons, Unlimited);
        _people = [.. Enumerable.Range(0, People).Select(Person)];
    }

    public Provider Provider { get; }

    /// <summary>
    /// The batches that the provider has and the batch store did not know of when the runs were over, for the answer was lost, or
    /// the run that got it.
    /// </summary>
    public HashSet<string> Lost { get; } = [];

    public IReadOnlyList<SubscriberId> Ids => [.. _people.Select(each => each.Id)];

    /// <summary>The same table, when nothing goes wrong any more.</summary>
    public ICourseTable Table => _table;

    public int Faults => _faults.Count;

    /// <summary>Everybody signs up, confirms and is taught, until nothing is left to do.</summary>
    /// <param name="emulator">Where the table is kept.</param>
    /// <param name="seed">Decides what goes wrong.</param>
    /// <param name="reports">Whether the provider's events come.</param>
    public static async Task<BadWeather> PlayAsync(Emulator emulator, int seed, bool reports, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var faults = new StorageFaults(random.Next(), rate: 0.04);
        var weather = new BadWeather(await emulator.TableAsync(faults.Options()), faults, random, reports);
        await weather.SignUpAsync(cancellationToken);
        await weather.LearnAsync(cancellationToken);
        faults.IsOn = false;
        return weather;
    }

    private async Task SignUpAsync(CancellationToken cancellationToken)
    {
        await EachAsync(
            async person => await _engine.SignUp.HandleAsync(person, await _engine.Pacer.ReadAsync(person.Email)),
            cancellationToken
        );
        while (Provider.Accepted.Select(each => each.To).Distinct().Count() < People)
        {
            await AtAsync(_clock.Now + DeliveryRules.Tick, cancellationToken);
        }

        var consent = new Consent(_clock.Now, "Yes.", "");
        await EachAsync(
            person => _engine.Confirm.HandleAsync(new Confirmation(person.Id, person.Details, IsFromTomorrow: false, consent)),
            cancellationToken
        );
    }

    private async Task LearnAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } next)
        {
            await AtAsync(next, cancellationToken);
        }
    }

    // In two shards, so that batches have more people than one transaction can advance.
    private Recipient Person(int number)
    {
        var bytes = new byte[SubscriberId.Size];
        _random.NextBytes(bytes);
        bytes[0] = (byte)(number % 3 == 0 ? 0x30 : 0x70);
        return new Recipient(
            SubscriberId.FromBytes(bytes),
            EmailAddress.Stored($"learner-{number}@example.org"),
            FirstName.None,
            Schedule(8)
        );
    }

    private static DailySchedule Schedule(int hour) => new(DateTimeZoneProviders.Tzdb["Europe/Berlin"], hour);

    // The timer, runs side by side and a person in their way, and then the provider's events.
    private async Task AtAsync(Instant now, CancellationToken cancellationToken)
    {
        _clock.Now = now;
        Provider.IsFaulty = _faults.IsOn = now < Calm;
        await TryAsync(() => _engine.Delivery.TickAsync(cancellationToken));
        var whim = _people[_random.Next(_people.Count)];
        var hour = Schedule(_random.Next(6, 11));
        await Task.WhenAll([
            .. Enumerable.Range(0, Runs).Select(_ => WorkAsync(cancellationToken)),
            UntilDoneAsync(() => _engine.ChangeSchedule.HandleAsync(whim.Id, hour)),
        ]);
        await UntilDoneAsync(() => NoteLostAsync(cancellationToken));
        var events = Provider.TakeEvents();
        await UntilDoneAsync(() => _engine.Events.HandleAsync(events, cancellationToken));
    }

    private async Task NoteLostAsync(CancellationToken cancellationToken)
    {
        foreach (var shard in ShardKey.All)
        {
            var open = await new BatchStore(_table).ReadOpenAsync(shard, cancellationToken);
            Lost.UnionWith(
                open.Where(batch => batch.State == BatchState.Sending && Provider.Has(batch.Id)).Select(batch => batch.Id)
            );
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (_queue.Receive() is { } shard)
        {
            if (!await TryAsync(() => _engine.Delivery.RunShardAsync(shard, cancellationToken)))
            {
                await _queue.SendAsync(shard, Duration.FromSeconds(30), cancellationToken);
            }
        }
    }

    private async Task<Instant?> NextAsync(CancellationToken cancellationToken)
    {
        Instant? next = null;
        await UntilDoneAsync(async () =>
            next = await new NextDueReader(_table, new ShardWorkReader(_table, _clock)).AfterAsync(_clock.Now, cancellationToken)
        );
        return next;
    }

    private Task EachAsync(Func<Recipient, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            _people,
            new ParallelOptions { MaxDegreeOfParallelism = Runs, CancellationToken = cancellationToken },
            async (person, _) => await UntilDoneAsync(() => act(person))
        );

    // People press a button again, and the provider posts its events again, until it says yes.
    private static async Task UntilDoneAsync(Func<Task> act)
    {
        while (!await TryAsync(act)) { }
    }

    private static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception e) when (IsWeather(e))
        {
            return false;
        }
    }

    private static bool IsWeather(Exception e) =>
        e switch
        {
            IOException => true,
            RequestFailedException { Status: 500 or 503 } => true,
            AggregateException several => several.InnerExceptions.All(IsWeather),
            _ => false,
        };
}
