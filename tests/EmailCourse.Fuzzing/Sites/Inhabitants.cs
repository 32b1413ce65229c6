using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Schedule;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>Brings people into every state there is, by the engine's own acts, so that requests have rows to spoil.</summary>
internal sealed class Inhabitants(IServiceProvider services, TestClock clock, CalmProvider provider)
{
    /// <summary>When the first sign up.</summary>
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 6, 12, 0);

    /// <summary>When all are as they should be: the Friday before clocks in Europe go forward.</summary>
    public static readonly Instant Settled = Instant.FromUtc(2026, 3, 27, 12, 0);

    /// <summary>Everybody, and some who are not known or are another spelling of somebody.</summary>
    public static IReadOnlyList<string> Emails { get; } =
    [
        "completed@example.org",
        "active@example.org",
        "weekly@example.org",
        "skipping@example.org",
        "returning@example.org",
        "repeating@example.org",
        "told@example.org",
        "paused@example.org",
        "resting@example.org",
        "stopped@example.org",
        "gone@example.org",
        "asked@example.org",
        "bounced@example.org",
        "erased@example.org",
        "refused@example.org",
        "pending@gmail.com",
        "reminded@example.org",
        "fresh@example.org",
        "eager@example.org",
        "lost@example.org",
        "nobody@example.org",
        "wanted@example.org",
        "leaving@example.org",
        "awaited@example.org",
        "left@example.org",
        "arrived@example.org",
        "active+news@example.org",
        "refused+news@example.org",
        "p.ending@googlemail.com",
    ];

    /// <summary>What somebody typed into the form beside their address.</summary>
    public static SignUpDetails DetailsOf(string email) =>
        email.StartsWith("weekly", StringComparison.Ordinal)
            ? new(Name("Noor"), new(TimeZones.Find("Pacific/Auckland")!, 23))
            : new(Name("Ana"), new(TimeZones.Find("Europe/Berlin")!, 8));

    public static EmailAddress Address(string email) => EmailAddress.TryParse(email, out var address, out _) ? address : default;

    public static Recipient RecipientOf(string email, SubscriberIdFactory ids)
    {
        var details = DetailsOf(email);
        return new Recipient(ids.Of(Address(email)), Address(email), details.FirstName, details.Schedule);
    }

    public async Task SettleAsync()
    {
        await JoinAsync("completed@example.org");
        await PassAsync(Settled - Duration.FromDays(4));
        foreach (var email in Emails.Skip(1).TakeWhile(email => email != "pending@gmail.com"))
        {
            await JoinAsync(email);
        }

        foreach (var email in new[] { "leaving@example.org", "left@example.org" })
        {
            await JoinAsync(email);
        }

        await PassAsync(Settled - Duration.FromDays(2));
        foreach (var email in new[] { "gone@example.org", "asked@example.org" })
        {
            await Get<Unsubscribe>().HandleAsync(IdOf(email));
        }

        await PassAsync(Settled - Duration.FromHours(26));
        await SignUpAsync("reminded@example.org");
        await PassAsync(Settled - Duration.FromHours(2));
        await SignUpAsync("pending@gmail.com");
        await SignUpAsync("asked@example.org");
        await SignUpAsync("eager@example.org");
        await AskToMoveAsync("active@example.org", "wanted@example.org");
        await AskToMoveAsync("leaving@example.org", "awaited@example.org");
        await AskToMoveAsync("left@example.org", "arrived@example.org");
        await PassAsync(Settled - Duration.FromMinutes(20));
        await Get<ConfirmAddress>().HandleAsync(IdOf("arrived@example.org"));
        await PassAsync(Settled - Duration.FromMinutes(10));
        await LoseAnswerAsync();
        await PassAsync(Settled);
        await ChangeTheirMindsAsync();
    }

    private static FirstName Name(string text) => FirstName.TryParse(text, out var name, out _) ? name : FirstName.None;

    private SubscriberId IdOf(string email) => Get<SubscriberIdFactory>().Of(Address(email));

    private T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    // Nothing of this is delivered any more: what is due now is still due when the requests come.
    private async Task ChangeTheirMindsAsync()
    {
        var lessons = Get<CourseContent>().Lessons.Select(lesson => lesson.Slug).ToList();
        var weekly = DetailsOf("weekly@example.org").Schedule with { Pace = Pace.Weekly };
        await Get<ChangeSchedule>().HandleAsync(IdOf("weekly@example.org"), weekly);
        await Get<SkipLesson>().HandleAsync(IdOf("skipping@example.org"), lessons[4]);
        await Get<GoBack>().HandleAsync(IdOf("returning@example.org"), lessons[3]);
        await Get<SendLastAgain>().HandleAsync(IdOf("repeating@example.org"));
        await SignUpAsync("told@example.org");
        await Get<Pause>().HandleAsync(IdOf("paused@example.org"), 3);
        await Get<Pause>().HandleAsync(IdOf("resting@example.org"));
        await Get<Unsubscribe>().HandleAsync(IdOf("stopped@example.org"));
        await Get<Suppress>().HandleAsync(IdOf("bounced@example.org"), SuppressionReason.Bounced, CancellationToken.None);
        await Get<Erase>().HandleAsync(IdOf("erased@example.org"));
        var refused = Address("refused@example.org");
        await Get<Refuse>().HandleAsync(IdOf("refused@example.org"), Get<SubscriberIdFactory>().MailboxOf(refused));
        await Get<ConfirmAddress>().HandleAsync(IdOf("awaited@example.org"));
        await ConfirmAsync("eager@example.org");
        await SignUpAsync("fresh@example.org");
    }

    private async Task AskToMoveAsync(string from, string to) =>
        await Get<ChangeAddress>().HandleAsync(IdOf(from), Address(to), await PlacesAsync(to));

    // The batch stays open, and an event may tell what became of it.
    private async Task LoseAnswerAsync()
    {
        await SignUpAsync("lost@example.org");
        provider.LosesAnswers = true;
        await DeliverAsync();
        provider.LosesAnswers = false;
    }

    private async Task JoinAsync(string email)
    {
        await SignUpAsync(email);
        await DeliverAsync();
        await ConfirmAsync(email);
        await DeliverAsync();
    }

    private async Task SignUpAsync(string email) =>
        await Get<SignUp>().HandleAsync(RecipientOf(email, Get<SubscriberIdFactory>()), await PlacesAsync(email));

    private Task<ConfirmMailPlaces> PlacesAsync(string email) => Get<ConfirmMailPacer>().ReadAsync(Address(email));

    private Task<ConfirmResult> ConfirmAsync(string email)
    {
        var consent = new Consent(clock.Now, "Yes.", "");
        return Get<Confirm>().HandleAsync(new Confirmation(IdOf(email), DetailsOf(email), IsFromTomorrow: false, consent));
    }

    private async Task PassAsync(Instant target)
    {
        await DeliverAsync();
        while (await Get<NextDueReader>().AfterAsync(clock.Now, CancellationToken.None) is { } next && next <= target)
        {
            clock.Now = next;
            await DeliverAsync();
        }

        clock.Now = target;
        await DeliverAsync();
    }

    private async Task DeliverAsync()
    {
        await Get<ICourseDelivery>().TickAsync(CancellationToken.None);
        foreach (var shard in ShardKey.All)
        {
            await Get<ICourseDelivery>().RunShardAsync(shard, CancellationToken.None);
        }
    }
}
