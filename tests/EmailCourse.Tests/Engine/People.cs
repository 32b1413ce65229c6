using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Tests.Engine;

/// <summary>What people and the provider do, said shortly.</summary>
internal static class People
{
    public const string Ana = "ana@example.org";

    public static SubscriberId IdOf(this TestEngine engine, string email = Ana) =>
        engine.Get<SubscriberIdFactory>().Of(Address(email));

    public static EmailAddress Address(string email) =>
        EmailAddress.TryParse(email, out var address, out var problem)
            ? address
            : throw new ArgumentException($"{email}: {problem}");

    public static DailySchedule Schedule(string zone = "Europe/Berlin", int hour = 8) => new(TimeZones.Find(zone)!, hour);

    public static Recipient Recipient(SubscriberId id, DailySchedule? schedule = null) =>
        new(id, Address($"{id}@example.org"), FirstName.None, schedule ?? Schedule());

    public static Consent Consent(Instant at) => new(at, "Yes, please.", "fingerprint");

    public static async Task SignUpAsync(this TestEngine engine, string email = Ana, DailySchedule? schedule = null)
    {
        var recipient = new Recipient(engine.IdOf(email), Address(email), FirstName.None, schedule ?? Schedule());
        await engine.Get<SignUp>().HandleAsync(recipient, await engine.PlacesAsync(email));
    }

    /// <summary>Reads the places of mails that ask an address to confirm, as the form's gate does.</summary>
    public static Task<ConfirmMailPlaces> PlacesAsync(this TestEngine engine, string email) =>
        engine.Get<ConfirmMailPacer>().ReadAsync(Address(email));

    /// <summary>Presses the button of the mail that was sent last, or of one whose details are given.</summary>
    public static async Task<ConfirmOutcome> ConfirmAsync(
        this TestEngine engine,
        string email = Ana,
        SignUpDetails? details = null,
        bool isFromTomorrow = false
    )
    {
        var id = engine.IdOf(email);
        details ??= (await engine.FindAsync(id))?.DueRow?.Recipient.Details ?? new SignUpDetails(FirstName.None, Schedule());
        var confirmation = new Confirmation(id, details, isFromTomorrow, Consent(engine.Clock.Now));
        return (await engine.Get<Confirm>().HandleAsync(confirmation)).Outcome;
    }

    public static Task UnsubscribeAsync(this TestEngine engine, string email = Ana) =>
        engine.Get<Unsubscribe>().HandleAsync(engine.IdOf(email));

    public static Task SuppressAsync(this TestEngine engine, string email = Ana, string reason = SuppressionReason.Bounced) =>
        engine.Get<Suppress>().HandleAsync(engine.IdOf(email), reason, TestToken.Current);

    /// <summary>Signs up, confirms and receives the first lesson.</summary>
    public static async Task BecomeActiveAsync(this TestEngine engine, string email = Ana, DailySchedule? schedule = null)
    {
        await engine.SignUpAsync(email, schedule);
        await engine.RunAsync();
        await engine.ConfirmAsync(email);
        await engine.RunAsync();
    }

    /// <summary>Changes a subscriber in a way no person can yet.</summary>
    public static Task ChangeAsync(this TestEngine engine, Func<Subscriber, Subscriber> change, string email = Ana) =>
        engine
            .Get<SubscriberStore>()
            .UpdateAsync(engine.IdOf(email), current => new SubscriberChange(change(current!)), TestToken.Current);

    public static async Task<Subscriber> SubscriberAsync(this TestEngine engine, string email = Ana) =>
        await engine.FindAsync(engine.IdOf(email)) ?? throw new InvalidOperationException($"{email} is not subscribed.");

    /// <summary>The mails one person has received, in order.</summary>
    public static IReadOnlyList<string> MailsTo(this TestEngine engine, string email = Ana)
    {
        var id = engine.IdOf(email);
        return [.. engine.Provider.Accepted.Where(mail => mail.To == id).Select(mail => mail.Mail)];
    }

    /// <summary>What has been counted of one topic today, over all shards and rows.</summary>
    public static long Counted(this TestEngine engine, string topic, string counter) =>
        ShardKey
            .All.SelectMany(engine.Table.Rows)
            .Where(row => row.RowKey.StartsWith(CounterRow.KeyOf(engine.Clock.Now, topic), StringComparison.Ordinal))
            .Sum(row => row.GetInt64(counter) ?? 0);

    /// <summary>Active subscribers of one shard with the same lesson due at the same time.</summary>
    public static async Task<IReadOnlyList<SubscriberId>> CrowdAsync(
        this TestEngine engine,
        int count,
        char shard = '0',
        MailKey? mail = null,
        Instant? at = null
    )
    {
        var ids = Enumerable.Range(0, count).Select(number => SubscriberId.Parse($"{shard}{number:x31}")).ToList();
        foreach (var id in ids)
        {
            var progress = Progress.None.Awaiting(mail ?? TestEngine.Lessons[0].Mail, at ?? engine.Clock.Now);
            var person = new Subscriber(Recipient(id), SubscriberState.Active, progress, engine.Clock.Now)
            {
                Consent = Consent(engine.Clock.Now),
            };
            await engine.Get<SubscriberStore>().UpdateAsync(id, _ => new SubscriberChange(person), TestToken.Current);
        }

        return ids;
    }
}
