using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Web;

/// <summary>Validates what was entered at sign-up.</summary>
internal sealed class SignUpValidator(SubscriberIdFactory ids)
{
    /// <summary>Returns the address and what was typed beside it, or null and what to correct in each field.</summary>
    public (Recipient? Typed, SignUpErrors Errors) Validate(SignUpInput input)
    {
        var hasEmail = EmailAddress.TryParse(input.Email, out var email, out var emailError);
        var hasName = FirstName.TryParse(input.FirstName, out var firstName, out var nameError);
        var (schedule, zoneError, hourError) = ScheduleValidator.Validate(input.TimeZone, input.Hour);
        var errors = new SignUpErrors(
            input.Errors.Email ?? (hasEmail ? null : emailError),
            input.Errors.FirstName ?? (hasName ? null : nameError),
            input.Errors.TimeZone ?? zoneError,
            input.Errors.Hour ?? hourError,
            input.Errors.Consent ?? (input.Consent ? null : "Please tick the box if you would like to receive the lessons.")
        );
        return errors == new SignUpErrors()
            ? (new Recipient(ids.Of(email), email, firstName, schedule!), errors)
            : (null, errors);
    }
}
