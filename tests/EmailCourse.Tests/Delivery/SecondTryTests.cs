using EmailCourse.Mail;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

/// <summary>
/// A batch whose first answer was lost, and whose second try is known not to have been accepted: of the first, nothing is known
/// yet.
/// </summary>
public sealed class SecondTryTests : IDisposable
{
    private static readonly Duration Tick = Duration.FromMinutes(5);

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("not reached")]
    [InlineData("throttled")]
    [InlineData("misconfigured")]
    public async Task Is_tried_again_under_the_same_id_and_counted_as_sent_again(string second)
    {
        await TwiceInVainAsync(Outcome(second));

        await NextTryAsync(new SendOutcome.Accepted(), Tick);

        Assert.Equal(3, _engine.Provider.Calls.Count);
        Assert.Single(_engine.Provider.Calls.Select(call => call.BatchId).Distinct());
        Assert.Equal((40, 40), (CountedOf(CounterNames.Sent), CountedOf(CounterNames.SentAgain)));
    }

    [Theory]
    [InlineData("not reached")]
    [InlineData("throttled")]
    [InlineData("misconfigured")]
    public async Task Is_not_sent_again_when_an_event_tells_late_that_the_first_was_accepted(string second)
    {
        await TwiceInVainAsync(Outcome(second));

        var first = _engine.Provider.Calls[0];
        await _engine
            .Get<SendGridEventHandler>()
            .HandleAsync(
                [
                    new SendGridEvent
                    {
                        Kind = "processed",
                        Batch = first.BatchId,
                        Subscriber = first.To[0].Id.ToString(),
                    },
                ],
                TestToken.Current
            );
        await NextTryAsync(new SendOutcome.Accepted(), Tick);

        Assert.Equal(2, _engine.Provider.Calls.Count);
        Assert.Equal(40, CountedOf(CounterNames.Sent));
    }

    private static SendOutcome Outcome(string name) =>
        name switch
        {
            "not reached" => new SendOutcome.NotReached("refused"),
            "throttled" => new SendOutcome.Throttled(Duration.FromSeconds(2)),
            _ => new SendOutcome.Misconfigured("401"),
        };

    private async Task TwiceInVainAsync(SendOutcome second)
    {
        await _engine.CrowdAsync(40);
        await NextTryAsync(new SendOutcome.Unknown("lost"), Duration.Zero);
        await NextTryAsync(second, Duration.FromMinutes(15));
        Assert.Equal(2, _engine.Provider.Calls.Count);
    }

    private async Task NextTryAsync(SendOutcome answer, Duration after)
    {
        _engine.Provider.Answer = _ => answer;
        _engine.Clock.Now += after;
        await _engine.RunAsync();
    }

    private long CountedOf(string counter) => _engine.Counted(TestEngine.Lessons[0].Value, counter);
}
