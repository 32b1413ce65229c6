using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

/// <summary>
/// The answer to a sign-up never tells whether an address is known, and never costs its owner more than two mails.
/// </summary>
public sealed class SignUpInEveryStateTests : IDisposable
{
    private static readonly Dictionary<string, Func<TestEngine, Task>> States = new()
    {
        ["new"] = _ => Task.CompletedTask,
        ["pending since today"] = engine => PendingAsync(engine, Duration.Zero),
        ["pending since yesterday"] = engine => PendingAsync(engine, Duration.FromHours(23)),
        ["pending since days"] = engine => PendingAsync(engine, Duration.FromDays(3)),
        ["active"] = engine => ActiveAsync(engine, subscriber => subscriber),
        ["paused"] = engine =>
            ActiveAsync(
                engine,
                subscriber => subscriber with { State = SubscriberState.Paused, Progress = subscriber.Progress.Ended() }
            ),
        ["completed"] = CompletedAsync,
        ["completed, and the course has grown"] = engine =>
            ActiveAsync(
                engine,
                subscriber => subscriber with { State = SubscriberState.Completed, Progress = subscriber.Progress.Ended() }
            ),
        ["unsubscribed"] = async engine =>
        {
            await ActiveAsync(engine, subscriber => subscriber);
            await engine.UnsubscribeAsync();
        },
        ["unsubscribed today"] = async engine =>
        {
            await engine.BecomeActiveAsync();
            await engine.UnsubscribeAsync();
        },
        ["suppressed"] = async engine =>
        {
            await ActiveAsync(engine, subscriber => subscriber);
            await engine.SuppressAsync();
        },
    };

    private readonly TestEngine _engine = new();

    public static TheoryData<string> Names { get; } = [.. States.Keys];

    public void Dispose() => _engine.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_answer_is_the_same(string state)
    {
        await States[state](_engine);

        var json = await _engine.PostJsonAsync("""{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true}""");
        var form = await _engine.PostFormAsync(
            "SignUp",
            ("email", "ana@example.org"),
            ("timeZone", "Europe/Berlin"),
            ("consent", "on")
        );

        Assert.Equal((202, ""), (json.Response.StatusCode, json.Text()));
        Assert.Equal(
            (303, "/check-your-inbox", ""),
            (form.Response.StatusCode, form.Response.Headers.Location.ToString(), form.Text())
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task However_often_on_one_day_it_leads_to_one_mail_at_most_and_to_somebody_new_to_two(string state)
    {
        await States[state](_engine);
        await _engine.RunAsync();
        var before = _engine.MailsTo().Count;

        for (var hour = 0; hour < 24; hour += 4)
        {
            await _engine.SignUpAsync();
            await _engine.RunAsync();
            _engine.Clock.Now += Duration.FromHours(4) - Duration.FromSeconds(1);
        }

        var mails = _engine.MailsTo().Skip(before).Count(mail => mail is "confirm" or "already-subscribed");
        Assert.InRange(mails, 0, state == "new" ? 2 : 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_leaves_one_due_row_at_most(string state)
    {
        await States[state](_engine);

        await _engine.SignUpAsync();

        Assert.InRange(_engine.DueRows().Count, 0, 1);
    }

    private static async Task PendingAsync(TestEngine engine, Duration since)
    {
        await engine.SignUpAsync();
        await engine.AdvanceToAsync(TestEngine.Start + since);
    }

    private static async Task ActiveAsync(TestEngine engine, Func<Subscriber, Subscriber> change)
    {
        await engine.BecomeActiveAsync();
        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(25));
        await engine.ChangeAsync(change);
    }

    private static async Task CompletedAsync(TestEngine engine)
    {
        await engine.BecomeActiveAsync();
        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(TestEngine.Lessons.Count + 2));
        Assert.Equal(SubscriberState.Completed, (await engine.SubscriberAsync()).State);
    }
}
