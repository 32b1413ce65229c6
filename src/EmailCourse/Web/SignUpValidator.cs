using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Web;

/// <summary>Validates what was entered at sign-up.</summary>
internal sealed class SignUpValidator(SubscriberIdFactory ids, AddressPolicy addresses)
{
    /// <summary>
    /// Returns the address and what was typed beside it, or null, what to correct in each field, and why as the metric says it.
    /// </summary>
    public (Recipient? Typed, SignUpErrors Errors, string Refusal) Validate(SignUpInput input)
    {
        var hasEmail = EmailAddress.TryParse(input.Email, out var email, out var emailError);
        var objection = hasEmail ? addresses.ObjectionTo(email) : null;
        var hasName = FirstName.TryParse(input.FirstName, out var firstName, out var nameError);
        var (schedule, zoneError, hourError) = ScheduleValidator.Validate(input.TimeZone, input.Hour);
        var errors = new SignUpErrors(
            input.Errors.Email ?? (hasEmail ? objection?.Problem : emailError),
            input.Errors.FirstName ?? (hasName ? null : nameError),
            input.Errors.TimeZone ?? zoneError,
            input.Errors.Hour ?? hourError,
            input.Errors.Consent ?? (input.Consent ? null : "Please tick the box if you would like to receive the lessons.")
        );
        return errors == new SignUpErrors()
            ? (new Recipient(ids.Of(email), email, firstName, schedule!), errors, "")
            : (null, errors, objection?.Reason ?? FormRefusal.Mistake);
    }
}
