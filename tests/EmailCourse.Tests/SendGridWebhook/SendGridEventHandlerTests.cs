using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using EmailCourse.Tests.Telemetry;
using Xunit;

namespace EmailCourse.Tests.SendGridWebhook;

public sealed class SendGridEventHandlerTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("""{"event":"bounce","type":"bounce"}""", SuppressionReason.Bounced)]
    [InlineData("""{"event":"bounce"}""", SuppressionReason.Bounced)]
    [InlineData("""{"event":"dropped","reason":"Bounced Address"}""", SuppressionReason.Dropped)]
    [InlineData("""{"event":"dropped","reason":"Unsubscribed Address"}""", SuppressionReason.Dropped)]
    [InlineData("""{"event":"dropped"}""", SuppressionReason.Dropped)]
    [InlineData("""{"event":"bounce","reason":{"code":1}}""", SuppressionReason.Bounced)]
    [InlineData("""{"event":"bounce","reason":"\ud83d"}""", SuppressionReason.Bounced)]
    [InlineData("""{"event":"bounce","type":7,"batch":[],"reason":null}""", SuppressionReason.Bounced)]
    [InlineData("""{"event":"dropped","reason":550}""", SuppressionReason.Dropped)]
    [InlineData("""{"event":"spamreport"}""", SuppressionReason.Complained)]
    public async Task An_address_that_does_not_want_or_take_mail_is_suppressed(string sendGridEvent, string reason)
    {
        await _engine.BecomeActiveAsync();

        Assert.Equal(204, await PostAsync(sendGridEvent));

        var tombstone = await _engine.Get<SubscriberStore>().FindTombstoneAsync(_engine.IdOf(), TestToken.Current);
        Assert.Equal((reason, TestEngine.Start), (tombstone!.Reason, tombstone.At));
        Assert.Empty(_engine.DueRows());
    }

    [Theory]
    [InlineData("""{"event":"processed"}""")]
    [InlineData("""{"event":"delivered"}""")]
    [InlineData("""{"event":"deferred"}""")]
    [InlineData("""{"event":"open"}""")]
    [InlineData("""{"event":"click"}""")]
    [InlineData("""{"event":"unsubscribe"}""")]
    [InlineData("""{"event":"bounce","type":"blocked"}""")]
    [InlineData("""{"event":"dropped","reason":"Recipient List over Package Quota"}""")]
    [InlineData("""{"event":"dropped","reason":"Spam Content (if spam checker app enabled)"}""")]
    [InlineData("""{"event":"dropped","reason":"Invalid SMTPAPI header"}""")]
    [InlineData("""{"event":"something new"}""")]
    [InlineData("""{"event":null}""")]
    public async Task What_says_nothing_against_the_address_suppresses_nobody(string sendGridEvent)
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();

        Assert.Equal(204, await PostAsync(sendGridEvent));

        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task Any_event_of_a_batch_whose_answer_was_lost_records_it_without_a_second_call()
    {
        await _engine.SignUpAsync();
        _engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await _engine.RunAsync();

        await PostAsync($$"""{"event":"processed","batch":"{{_engine.Provider.Calls[0].BatchId}}"}""");
        await _engine.RunAsync();

        Assert.Single(_engine.Provider.Calls);
        Assert.Equal("reminder", Assert.Single(_engine.DueRows()).Due.Mail.Value);
    }

    [Fact]
    public async Task The_same_events_again_change_nothing()
    {
        await _engine.BecomeActiveAsync();
        await PostAsync($$"""{"event":"bounce","batch":"{{_engine.Provider.Calls[0].BatchId}}"}""");

        await PostAsync($$"""{"event":"bounce","batch":"{{_engine.Provider.Calls[0].BatchId}}"}""");

        Assert.Equal(1, _engine.Counted("people", "Suppressed"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"bounce\"")]
    [InlineData("[{\"event\":\"bounce\"")]
    [InlineData("[1,2,3]")]
    [InlineData("[null,[{}],\"bounce\"]")]
    public async Task What_is_no_list_of_events_is_refused(string body)
    {
        var answer = await _engine.PostEventsAsync(body);

        Assert.Equal(400, answer.Response.StatusCode);
        Assert.StartsWith("application/problem+json", answer.Response.ContentType, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"bounce\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event":5}""")]
    [InlineData("""{"event":"bounce","subscriber":5}""")]
    [InlineData("""{"event":"bounce","subscriber":"../../x"}""")]
    [InlineData("""{"event":"bounce","subscriber":"\ud800"}""")]
    [InlineData("""{"event":"bounce","subscriber":"7","\ud800\ud800":1}""")]
    [InlineData("""{"event":"bounce","\ud800\ud800\ud800\ud800":1}""")]
    [InlineData("""{"event":"bounce","batch":"'; drop table","subscriber":"ANA"}""")]
    public async Task A_garbled_event_changes_nothing_and_does_not_keep_the_others_from_being_heard(string garbled)
    {
        await _engine.BecomeActiveAsync();

        var answer = await _engine.PostEventsAsync($"[{garbled},{Event("""{"event":"spamreport"}""")}]");

        Assert.Equal(204, answer.Response.StatusCode);
        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
    }

    [Fact]
    public async Task What_cannot_be_read_is_counted_and_what_is_about_another_mail_is_not()
    {
        using var recorder = new Recorder();
        recorder.Hear(_engine);

        await _engine.PostEventsAsync("""[{"event":"delivered"},{"event":5},7,{"event":"bounce","subscriber":"\ud800"},{}]""");

        Assert.Equal(4, recorder.Sum("emailcourse.events.unreadable"));
    }

    [Fact]
    public async Task An_event_of_a_batch_long_recorded_changes_nothing()
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();

        await PostAsync($$"""{"event":"delivered","batch":"{{_engine.Provider.Calls[0].BatchId}}"}""");

        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task A_call_that_tells_of_many_batches_is_heard_whole()
    {
        await _engine.CrowdAsync(40);
        var dues = _engine.DueRows();
        var batches = dues.Select((due, number) => Batch.Create($"{number:x32}", [due], TestEngine.Start)).ToList();
        foreach (var batch in batches)
        {
            await new Transaction(batch.Shard).Insert(batch.ToRow()).CommitAsync(_engine.Table, TestToken.Current);
        }

        var events = batches.Select(batch =>
            $$"""{"event":"processed","batch":"{{batch.Id}}","subscriber":"{{batch.Members[0]}}"}"""
        );
        await _engine.PostEventsAsync($"[{string.Join(',', events)}]");

        var states = await Task.WhenAll(
            batches.Select(batch => _engine.Get<BatchStore>().FindAsync(batch.Shard, batch.Id, TestToken.Current))
        );
        Assert.All(states, batch => Assert.Equal(BatchState.Accepted, batch!.State));
    }

    [Fact]
    public async Task A_body_of_more_than_4_MiB_is_refused() =>
        Assert.Equal(413, (await _engine.PostEventsAsync(new string(' ', 4 * 1024 * 1024) + "[]")).Response.StatusCode);

    private async Task<int> PostAsync(string sendGridEvent) =>
        (await _engine.PostEventsAsync($"[{Event(sendGridEvent)}]")).Response.StatusCode;

    private string Event(string sendGridEvent) => sendGridEvent[..^1] + $",\"subscriber\":\"{_engine.IdOf()}\"}}";
}
