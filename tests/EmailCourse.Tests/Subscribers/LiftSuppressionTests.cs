using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class LiftSuppressionTests : IDisposable
{
    private const string OtherSpelling = "ana+news@example.org";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(SuppressionReason.Bounced)]
    [InlineData(SuppressionReason.Complained)]
    [InlineData(SuppressionReason.Erased)]
    [InlineData(SuppressionReason.Refused)]
    public async Task Whoever_was_suppressed_can_sign_up_again_and_not_before(string reason)
    {
        await _engine.SuppressAsync(reason: reason);
        await _engine.SignUpAsync();
        await _engine.RunAsync();
        Assert.Empty(_engine.MailsTo());

        Assert.True(await LiftAsync());

        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
        await _engine.BecomeActiveAsync();
        Assert.Equal(["confirm", TestEngine.Lessons[0].Value], _engine.MailsTo());
    }

    [Fact]
    public async Task A_mailbox_that_was_closed_is_opened_in_every_spelling()
    {
        await _engine.Get<Refuse>().HandleAsync(_engine.IdOf(OtherSpelling), Mailbox());

        Assert.True(await LiftAsync());

        await _engine.SignUpAsync(OtherSpelling);
        await _engine.RunAsync();
        Assert.Equal(["confirm"], _engine.MailsTo(OtherSpelling));
    }

    [Fact]
    public async Task Where_nothing_is_suppressed_nothing_changes()
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();

        Assert.True(await LiftAsync());

        Assert.Equal(before, _engine.Snapshot());
    }

    private Task<bool> LiftAsync() => _engine.Get<LiftSuppression>().HandleAsync(_engine.IdOf(), Mailbox());

    private MailboxId Mailbox() => _engine.Get<SubscriberIdFactory>().MailboxOf(People.Address(People.Ana));
}
