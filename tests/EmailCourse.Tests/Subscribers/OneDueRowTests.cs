using CsCheck;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

/// <summary>
/// Whatever people, the clock and the provider do in whatever order, a subscriber has the one due row its own row names.
/// </summary>
public sealed class OneDueRowTests
{
    private static readonly string[] Emails = ["ana@example.org", "bo@example.org", "cy@example.org"];

    private static readonly Gen<string> Email = Gen.OneOf(Emails);

    private static readonly Gen<Step> Steps = Gen.Frequency(
        (4, Email.Select(email => new Step($"sign up {email}", engine => engine.SignUpAsync(email)))),
        (4, Email.Select(email => new Step($"confirm {email}", engine => engine.ConfirmAsync(email)))),
        (1, Email.Select(email => new Step($"stop {email}", engine => engine.UnsubscribeAsync(email)))),
        (1, Email.Select(email => new Step($"suppress {email}", engine => engine.SuppressAsync(email)))),
        (
            1,
            Email.Select(email => new Step(
                $"expire {email}",
                engine => engine.Get<Expire>().HandleAsync(engine.IdOf(email), default)
            ))
        ),
        (3, Gen.Const(new Step("deliver", engine => engine.RunAsync()))),
        (2, Gen.Int[1, 5].Select(answer => new Step($"the provider answers {answer}", engine => AnswerAsync(engine, answer)))),
        (
            5,
            Gen.Int[1, 30]
                .Select(hours => new Step(
                    $"{hours} hours pass",
                    engine => engine.AdvanceToAsync(engine.Clock.Now + Duration.FromHours(hours))
                ))
        ),
        (
            1,
            Gen.Int[1, 400].Select(minutes => new Step($"{minutes} minutes pass unnoticed", engine => PassAsync(engine, minutes)))
        )
    );

    [Fact]
    public Task Every_subscriber_has_the_due_row_it_names_and_no_other() =>
        Steps
            .Array[1, 25]
            .SampleAsync(
                async steps =>
                {
                    using var engine = new TestEngine();
                    foreach (var step in steps)
                    {
                        await step.Act(engine);
                        Assert.Equal(await ExpectedAsync(engine), Found(engine));
                    }
                },
                iter: 50
            );

    [Fact]
    public Task Everybody_active_waits_for_a_mail_and_nobody_stopped_does() =>
        Steps
            .Array[1, 25]
            .SampleAsync(
                async steps =>
                {
                    using var engine = new TestEngine();
                    foreach (var step in steps)
                    {
                        await step.Act(engine);
                    }

                    foreach (var subscriber in await SubscribersAsync(engine))
                    {
                        Assert.True(subscriber.State != SubscriberState.Active || subscriber.Progress.Due is not null);
                        Assert.True(subscriber.State != SubscriberState.Unsubscribed || subscriber.Progress.Due is null);
                    }
                },
                iter: 50
            );

    private static IEnumerable<string> Found(TestEngine engine) => engine.DueRows().Select(Shown).Order(StringComparer.Ordinal);

    private static async Task<IEnumerable<string>> ExpectedAsync(TestEngine engine) =>
        (await SubscribersAsync(engine))
            .Select(subscriber => subscriber.DueRow)
            .OfType<DueRow>()
            .Select(Shown)
            .Order(StringComparer.Ordinal);

    private static string Shown(DueRow due) =>
        $"{due.RowKey} {due.Recipient} {string.Join(',', due.Progress.Received)} {due.Progress.LessonDueAt}";

    private static async Task<List<Subscriber>> SubscribersAsync(TestEngine engine)
    {
        var found = await Task.WhenAll(Emails.Select(email => engine.FindAsync(engine.IdOf(email))));
        return [.. found.OfType<Subscriber>()];
    }

    private static Task AnswerAsync(TestEngine engine, int answer)
    {
        engine.Provider.Answer = _ =>
            answer switch
            {
                1 => new SendOutcome.Unknown("lost"),
                2 => new SendOutcome.NotReached("down"),
                3 => new SendOutcome.Throttled(Duration.FromMinutes(1)),
                _ => new SendOutcome.Accepted(),
            };
        return Task.CompletedTask;
    }

    private static Task PassAsync(TestEngine engine, int minutes)
    {
        engine.Clock.Now += Duration.FromMinutes(minutes);
        return Task.CompletedTask;
    }

    private sealed record Step(string Name, Func<TestEngine, Task> Act)
    {
        public override string ToString() => Name;
    }
}
