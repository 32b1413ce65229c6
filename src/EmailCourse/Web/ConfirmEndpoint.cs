using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>
/// Starts the course of a subscriber who confirms the address. Opening the link changes nothing, and pressing the button does
/// only with a choice of when to begin: mail scanners open links, submit forms and press buttons, but they choose nothing.
/// </summary>
internal sealed class ConfirmEndpoint(
    Confirm confirm,
    PersonalLinkReader links,
    LinkTokenSigner tokens,
    SubscriberIdFactory ids,
    CourseContent course,
    IClock clock,
    PageResultFactory results
)
{
    private const string Now = "now";
    private const string Tomorrow = "tomorrow";

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Confirm);
        return link.Refusal
            ?? (
                SignUpDetails.FromBytes(link.Content) is { } typed
                    ? results.Personal(Page(link, new ConfirmForm(typed), new ConfirmErrors()))
                    : links.Invalid()
            );
    }

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Confirm);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        if (SignUpDetails.FromBytes(link.Content) is not { } typed)
        {
            return links.Invalid();
        }

        var form = new ConfirmForm(typed).FilledIn(link.Form);
        var hasName = FirstName.TryParse(form.FirstName, out var firstName, out var nameError);
        var (schedule, zoneError, hourError) = ScheduleValidator.Validate(form.TimeZone, form.Hour);
        var startError = form.Start is Now or Tomorrow ? null : "Please choose when your first lesson should come.";
        if (schedule is null || startError is not null || !hasName)
        {
            var page = Page(link, form, new ConfirmErrors(startError, hourError, zoneError, hasName ? null : nameError));
            return results.Personal(page, StatusCodes.Status400BadRequest);
        }

        var confirmation = new Confirmation(
            link.Id,
            new SignUpDetails(firstName, schedule),
            form.Start == Tomorrow,
            new Consent(clock.GetCurrentInstant(), course.Settings.ConsentWording, ids.Fingerprint(NetworkAddress.Of(context)))
        );
        var result = await confirm.HandleAsync(confirmation);
        return result.Subscriber is { } subscriber
                ? results.Personal(Confirmed(subscriber, result.Outcome == ConfirmOutcome.Confirmed))
            : result.Outcome == ConfirmOutcome.Stopped ? links.Stopped()
            : links.Gone();
    }

    private ConfirmedPage Confirmed(Subscriber subscriber, bool isNew)
    {
        var now = clock.GetCurrentInstant();
        var next = subscriber.Progress.NextLessonAt;
        return new ConfirmedPage(subscriber.State.ToString().ToLowerInvariant())
        {
            // Who presses later may be somebody the mail was passed on to.
            ManageHref = isNew ? $"/{Routes.Manage}?t={tokens.Sign(LinkPurpose.Manage, subscriber.Id)}" : null,
            IsFirst = subscriber.Progress.Received.IsEmpty,
            IsOnItsWay = next <= now,
            NextAt = next is { } at ? TimeInWords.Of(at, now, subscriber.Recipient.Schedule.Zone) : null,
        };
    }

    private ConfirmPage Page(PersonalLink link, ConfirmForm form, ConfirmErrors errors) =>
        new("/" + Routes.Confirm, link.Token, form, errors, course.Settings.ConsentWording);
}
