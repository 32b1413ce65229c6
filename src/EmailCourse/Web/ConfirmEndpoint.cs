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
                    ? results.Personal(Page(link, new ConfirmForm(typed.Schedule), new ConfirmErrors()))
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

        var form = new ConfirmForm(typed.Schedule).FilledIn(link.Form);
        var (schedule, zoneError, hourError) = ScheduleValidator.Validate(form.TimeZone, form.Hour);
        var startError = form.Start is Now or Tomorrow ? null : "Please choose when your first lesson should come.";
        if (schedule is null || startError is not null)
        {
            var page = Page(link, form, new ConfirmErrors(startError, hourError, zoneError));
            return results.Personal(page, StatusCodes.Status400BadRequest);
        }

        var confirmation = new Confirmation(
            link.Id,
            typed with
            {
                Schedule = schedule,
            },
            form.Start == Tomorrow,
            new Consent(clock.GetCurrentInstant(), course.Settings.ConsentWording, ids.Fingerprint(NetworkAddress.Of(context)))
        );
        return await confirm.HandleAsync(confirmation) switch
        {
            ConfirmOutcome.Confirmed => results.Personal(new ConfirmedPage(form.Start)),
            ConfirmOutcome.ConfirmedBefore => results.Personal(new ConfirmedPage("")),
            ConfirmOutcome.Stopped => links.Stopped(),
            _ => links.Gone(),
        };
    }

    private ConfirmPage Page(PersonalLink link, ConfirmForm form, ConfirmErrors errors) =>
        new("/" + Routes.Confirm, link.Token, form, errors, course.Settings.ConsentWording);
}
