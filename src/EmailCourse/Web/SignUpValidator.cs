using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using NodaTime;

namespace EmailCourse.Web;

/// <summary>Validates what was entered at sign-up.</summary>
internal sealed class SignUpValidator(SubscriberIdFactory ids, CourseContent course, IClock clock)
{
    /// <summary>Returns the request, or null and what to correct in each field.</summary>
    public (SignUpRequest? Request, SignUpErrors Errors) Validate(SignUpInput input, string networkAddress)
    {
        var hasEmail = EmailAddress.TryParse(input.Email, out var email, out var emailError);
        var hasName = FirstName.TryParse(input.FirstName, out var firstName, out var nameError);
        var zone = TimeZones.Find(input.TimeZone);
        var hour = Hour(input.Hour);
        var errors = new SignUpErrors(
            input.Errors.Email ?? (hasEmail ? null : emailError),
            input.Errors.FirstName ?? (hasName ? null : nameError),
            input.Errors.TimeZone ?? (zone is null ? TimeZoneError(input.TimeZone) : null),
            input.Errors.Hour ?? (hour is null ? "Please choose a full hour from 0 to 23." : null),
            input.Errors.Consent ?? (input.Consent ? null : "Please tick the box if you would like to receive the lessons.")
        );
        if (errors != new SignUpErrors())
        {
            return (null, errors);
        }

        var consent = new Consent(clock.GetCurrentInstant(), course.Settings.Consent.Version, ids.Fingerprint(networkAddress));
        var recipient = new Recipient(ids.Of(email), email, firstName, new DailySchedule(zone!, hour!.Value));
        return (new SignUpRequest(recipient, consent), errors);
    }

    private static int? Hour(string text)
    {
        if (text.Length == 0)
        {
            return SignUpForm.DefaultHour;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 23 ? hour : null;
    }

    private static string TimeZoneError(string text) =>
        text.Length == 0
            ? "Please choose your time zone, so that lessons come in your morning and not in ours."
            : "We do not know this time zone. Please choose one from the list, such as Europe/Berlin.";
}
