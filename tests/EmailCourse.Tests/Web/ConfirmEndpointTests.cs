using System.Net;
using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class ConfirmEndpointTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    // As a scanner does that submits the form, or presses the first button it finds.
    [Theory]
    [InlineData]
    [InlineData("start", "")]
    [InlineData("start", "never")]
    [InlineData("List-Unsubscribe", "One-Click")]
    public async Task Without_a_choice_of_when_to_begin_the_page_comes_again_and_nothing_changes(params string[] field)
    {
        await SignedUpAsync();
        var before = _engine.Snapshot();

        var page = await PressAsync(field.Length == 0 ? [] : [(field[0], field[1])]);

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains("Please choose when your first lesson should come.", page.Text(), StringComparison.Ordinal);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Theory]
    [InlineData("hour", "24", "Please choose a full hour from 0 to 23.")]
    [InlineData("hour", "half past", "Please choose a full hour from 0 to 23.")]
    [InlineData("timeZone", "Europe/Atlantis", "We do not know this time zone.")]
    [InlineData("timeZone", "", "Please choose your time zone")]
    [InlineData("firstName", "https://example.org", "Please use only letters")]
    public async Task A_wrong_name_hour_or_zone_is_named_and_changes_nothing(string field, string value, string error)
    {
        await SignedUpAsync();
        var before = _engine.Snapshot();

        var page = await PressAsync(("start", "now"), (field, value));

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains(error, page.Text(), StringComparison.Ordinal);
        Assert.Contains("value=\"now\" required checked", page.Text(), StringComparison.Ordinal);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task Now_sends_the_first_lesson_at_once()
    {
        await SignedUpAsync();

        var page = await PressAsync(("start", "now"));

        Assert.Contains("on its way", page.Text(), StringComparison.Ordinal);
        Assert.Equal(new ScheduledMail(TestEngine.Start, TestEngine.Lessons[0].Mail), await DueAsync());
    }

    [Fact]
    public async Task Tomorrow_sends_it_at_the_hour_chosen_beside_the_button()
    {
        await SignedUpAsync();

        var page = await PressAsync(("start", "tomorrow"), ("hour", "6"), ("timeZone", "Asia/Kolkata"));

        Assert.Contains("comes tomorrow", page.Text(), StringComparison.Ordinal);
        Assert.Equal(new ScheduledMail(Instant.FromUtc(2026, 3, 28, 0, 30), TestEngine.Lessons[0].Mail), await DueAsync());
        Assert.Equal(People.Schedule("Asia/Kolkata", 6), (await _engine.SubscriberAsync()).Recipient.Schedule);
    }

    [Fact]
    public async Task The_first_name_that_somebody_typed_is_shown_and_may_be_corrected()
    {
        await _engine.PostFormAsync(
            "SignUp",
            ("email", People.Ana),
            ("firstName", "Zoë"),
            ("timeZone", "Europe/Berlin"),
            ("consent", "on")
        );
        await _engine.RunAsync();
        var token = _engine.TokenFor(LinkPurpose.Confirm, typed: Assert.Single(_engine.DueRows()).Recipient.Details);

        Assert.Contains("value=\"Zoë\"", (await _engine.OpenAsync("ShowConfirm", token)).Text(), StringComparison.Ordinal);
        await _engine.PostFormAsync("Confirm", ("t", token), ("start", "now"), ("firstName", "Ana"));

        Assert.Equal("Ana", (await _engine.SubscriberAsync()).Recipient.FirstName.Value);
    }

    [Fact]
    public async Task Whoever_had_every_lesson_stopped_and_comes_back_begins_anew()
    {
        await _engine.BecomeActiveAsync();
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(20));
        Assert.Equal(SubscriberState.Completed, (await _engine.SubscriberAsync()).State);
        await _engine.UnsubscribeAsync();
        await SignedUpAsync();

        var page = await PressAsync(("start", "now"));
        await _engine.RunAsync();

        Assert.Contains("Your next lesson is on its way", page.Text(), StringComparison.Ordinal);
        Assert.Equal(TestEngine.Lessons[0].Value, _engine.MailsTo()[^1]);
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(21));
        Assert.Equal(TestEngine.Lessons[1].Value, _engine.MailsTo()[^1]);
    }

    [Fact]
    public async Task Whoever_comes_back_within_hours_of_a_lesson_is_told_when_the_next_comes_however_slow_their_pace()
    {
        await _engine.BecomeActiveAsync();
        var weekly = People.Schedule() with { Pace = Pace.Weekly };
        await _engine.Get<ChangeSchedule>().HandleAsync(_engine.IdOf(), weekly);
        await _engine.UnsubscribeAsync();
        await SignedUpAsync();

        var page = await PressAsync(("start", "now"));

        Assert.Contains("Your next lesson comes tomorrow, Saturday, March 28, at 08:00", page.Text(), StringComparison.Ordinal);
        Assert.Equal(new ScheduledMail(Instant.FromUtc(2026, 3, 28, 7, 0), TestEngine.Lessons[1].Mail), await DueAsync());
        Assert.Equal(Pace.Weekly, (await _engine.SubscriberAsync()).Recipient.Schedule.Pace);
    }

    [Fact]
    public async Task A_second_press_changes_nothing_and_says_so()
    {
        await SignedUpAsync();
        await PressAsync(("start", "now"));
        var before = _engine.Snapshot();

        var page = await PressAsync(("start", "tomorrow"), ("hour", "6"));

        Assert.Equal(200, page.Response.StatusCode);
        Assert.Contains("You said yes before", page.Text(), StringComparison.Ordinal);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task The_proof_of_consent_is_of_the_press_and_holds_the_wording_but_no_network_address()
    {
        await SignedUpAsync();
        Assert.Null((await _engine.SubscriberAsync()).Consent);
        _engine.Clock.Now += Duration.FromHours(3);

        await _engine.CallAsync(
            "Confirm",
            context =>
            {
                context.Request.QueryString = QueryString.Create("t", _engine.TokenFor(LinkPurpose.Confirm));
                context.Request.ContentType = Requests.UrlEncoded;
                context.Request.Body = new MemoryStream(Requests.Form(("start", "now")));
                context.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:203.0.113.7");
                context.Request.Headers["X-Forwarded-For"] = "198.51.100.1";
            }
        );

        var consent = (await _engine.SubscriberAsync()).Consent!;
        Assert.Equal(
            new Consent(
                TestEngine.Start + Duration.FromHours(3),
                _engine.Get<CourseContent>().Settings.ConsentWording,
                _engine.Get<SubscriberIdFactory>().Fingerprint("203.0.113.7")
            ),
            consent
        );
        Assert.DoesNotContain("203", consent.NetworkFingerprint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirm_link_that_carries_nothing_is_refused()
    {
        await SignedUpAsync();
        var token = _engine.Get<LinkTokenSigner>().Sign(LinkPurpose.Confirm, _engine.IdOf());

        Assert.Equal(400, (await _engine.OpenAsync("ShowConfirm", token)).Response.StatusCode);
        Assert.Equal(400, (await _engine.PostFormAsync("Confirm", ("t", token), ("start", "now"))).Response.StatusCode);
    }

    private async Task SignedUpAsync()
    {
        await _engine.SignUpAsync();
        await _engine.RunAsync();
    }

    private Task<DefaultHttpContext> PressAsync(params (string, string)[] fields) =>
        _engine.PostFormAsync("Confirm", [("t", _engine.TokenFor(LinkPurpose.Confirm)), .. fields]);

    private async Task<ScheduledMail?> DueAsync() => (await _engine.SubscriberAsync()).Progress.Due;
}
