using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Telemetry;

public sealed class MeasurementTests : IDisposable
{
    private readonly Recorder _recorder = new();
    private readonly TestEngine _engine = new();

    public MeasurementTests() => _recorder.Hear(_engine);

    public void Dispose()
    {
        _engine.Dispose();
        _recorder.Dispose();
    }

    [Fact]
    public async Task People_are_counted_when_they_come_confirm_and_stop()
    {
        await _engine.BecomeActiveAsync();
        await _engine.SignUpAsync();
        await _engine.UnsubscribeAsync();
        await _engine.UnsubscribeAsync();

        Assert.Equal(
            (1, 1, 1),
            (_recorder.Sum("emailcourse.signups"), _recorder.Sum("emailcourse.confirmations"), _recorder.Sum("emailcourse.stops"))
        );
    }

    [Fact]
    public async Task A_suppression_is_counted_once_with_its_reason()
    {
        await _engine.SignUpAsync();
        await _engine.SuppressAsync(reason: SuppressionReason.Complained);
        await _engine.SuppressAsync(reason: SuppressionReason.Bounced);

        Assert.Equal(
            [("emailcourse.suppressions", 1, "reason=complained")],
            _recorder.Measurements.Where(each => each.Instrument.EndsWith("suppressions", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_form_is_counted_as_accepted_or_by_the_reason_it_was_refused_for()
    {
        (string Name, string Value)[] rest = [("timeZone", "Europe/Berlin"), ("consent", "on")];
        foreach (var email in new[] { People.Ana, People.Ana, "ana@", "abuse@example.org", "ana@mailinator.com" })
        {
            await _engine.PostFormAsync("SignUp", [("email", email), .. rest]);
        }

        await _engine.PostFormAsync("Find", ("email", "nobody@example.org"));
        await _engine.PostFormAsync("Find", ("email", ""));

        Assert.Equal(
            [
                ("emailcourse.forms.accepted", 1, "form=sign-up"),
                ("emailcourse.forms.accepted", 1, "form=sign-up"),
                ("emailcourse.forms.refused", 1, "form=sign-up reason=mistake"),
                ("emailcourse.forms.refused", 1, "form=sign-up reason=reserved-name"),
                ("emailcourse.forms.refused", 1, "form=sign-up reason=disposable-domain"),
                ("emailcourse.forms.accepted", 1, "form=find"),
                ("emailcourse.forms.refused", 1, "form=find reason=mistake"),
            ],
            _recorder.Measurements.Where(each => each.Instrument.StartsWith("emailcourse.forms.", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_round_of_the_timer_is_counted()
    {
        await _engine.RunAsync();

        Assert.Equal(1, _recorder.Sum("emailcourse.ticks"));
    }

    [Fact]
    public async Task What_somebody_has_to_mend_is_counted_by_what_SendGrid_refuses()
    {
        await _engine.CrowdAsync(1);
        _engine.Provider.Answer = _ => new SendOutcome.Misconfigured("The key is wrong.");
        await _engine.RunAsync();
        _engine.Provider.Answer = _ => new SendOutcome.MailRefused("The subject is empty.");
        await _engine.RunAsync();

        Assert.Equal(
            [("emailcourse.refusals", 1, "what=account"), ("emailcourse.refusals", 1, "what=mail")],
            _recorder.Measurements.Where(each => each.Instrument == "emailcourse.refusals")
        );
    }

    [Fact]
    public async Task A_batch_is_measured_by_its_size_its_mails_and_their_lateness()
    {
        await _engine.CrowdAsync(3);
        _engine.Clock.Now += Duration.FromMinutes(10);

        await _engine.RunAsync();

        var mail = $"mail={TestEngine.Lessons[0].Mail.Value}";
        Assert.Equal(
            (3, 3, 1800),
            (
                _recorder.Sum("emailcourse.batch.size", mail),
                _recorder.Sum("emailcourse.mails.sent", mail),
                _recorder.Sum("emailcourse.lesson.lateness", mail)
            )
        );
    }

    [Fact]
    public async Task Mails_other_than_lessons_have_no_hour_and_so_no_lateness()
    {
        await _engine.CrowdAsync(3, mail: MailKey.Reminder);

        await _engine.RunAsync();

        Assert.DoesNotContain(_recorder.Measurements, each => each.Instrument == "emailcourse.lesson.lateness");
    }

    [Fact]
    public async Task A_lost_answer_is_counted_and_its_batch_is_older_with_every_look()
    {
        await _engine.CrowdAsync(3);
        _engine.Provider.Answer = _ => new SendOutcome.Unknown("lost");
        await _engine.RunAsync();

        _engine.Clock.Now += Duration.FromMinutes(5);
        await _engine.RunAsync();

        Assert.Equal((1, 300), (_recorder.Sum("emailcourse.batches.unknown"), _recorder.Sum("emailcourse.batch.unknown.age")));
    }

    [Fact]
    public async Task A_call_lies_within_its_batch_and_its_batch_within_the_run()
    {
        await _engine.CrowdAsync(3, shard: 'a');

        await _engine.RunAsync();

        var batch = Assert.Single(_recorder.Traces, trace => trace.OperationName == "send batch");
        Assert.Equal("run shard", batch.Parent!.OperationName);
        Assert.Equal(
            ("a", 3, "Accepted"),
            (
                batch.Parent.GetTagItem("emailcourse.shard"),
                batch.GetTagItem("emailcourse.size"),
                batch.GetTagItem("emailcourse.outcome")
            )
        );
    }
}
