using System.Text.Json;
using EmailCourse.Schedule;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>What was entered at sign-up, not yet validated.</summary>
/// <param name="Errors">What could not be read because its JSON type is wrong.</param>
internal sealed record SignUpInput(
    string Email,
    string FirstName,
    string TimeZone,
    string Hour,
    bool Consent,
    SignUpErrors Errors
)
{
    /// <summary>The name of the field that no person sees, which programs like to fill in.</summary>
    private const string Honeypot = "leave-empty";

    /// <summary>Whether the field was filled in that no person sees.</summary>
    public bool IsTrapped { get; private init; }

    /// <summary>What a provider's check gave the visitor's browser; empty if nothing.</summary>
    public string HumanResponse { get; private init; } = "";

    /// <summary>Says when the form was drawn; empty if it was not ours.</summary>
    public string Token { get; private init; } = "";

    public static SignUpInput From(IFormCollection form) =>
        new(
            form.Last("email"),
            form.Last("firstName"),
            form.Last("timeZone"),
            form.Last("hour"),
            IsYes(form.Last("consent")),
            new SignUpErrors()
        )
        {
            IsTrapped = form.Last(Honeypot).Length > 0,
            Token = form.Last("formToken"),
            HumanResponse = string.Concat(HumanCheckProvider.All.Select(provider => form.Last(provider.Field))),
        };

    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public static SignUpInput From(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("Not an object.");
        }

        var (email, emailError) = Text(document.RootElement, "email");
        var (firstName, firstNameError) = Text(document.RootElement, "firstName");
        var (timeZone, timeZoneError) = Text(document.RootElement, "timeZone");
        var (hour, hourError) = Number(document.RootElement);
        var (consent, consentError) = Yes(document.RootElement);
        var errors = new SignUpErrors(emailError, firstNameError, timeZoneError, hourError, consentError);
        return new SignUpInput(email, firstName, timeZone, hour, consent, errors)
        {
            IsTrapped = Text(document.RootElement, Honeypot).Value.Length > 0,
            HumanResponse = Text(document.RootElement, "humanCheck").Value,
        };
    }

    /// <summary>Returns the form as it was filled in.</summary>
    public SignUpForm ToForm() => new(Email, FirstName, TimeZone, HourOnForm(), Consent);

    // The form would show midnight for an hour that it does not offer.
    private int HourOnForm() => DailySchedule.ParseHour(Hour) ?? DailySchedule.DefaultHour;

    private static bool IsYes(string text) => text is "on" or "true";

    private static (string Value, string? Error) Text(JsonElement json, string name) =>
        Member(json, name) switch
        {
            null => ("", null),
            { ValueKind: JsonValueKind.String } text => (text.GetString()!, null),
            _ => ("", $"Send {name} as a text."),
        };

    private static (string Value, string? Error) Number(JsonElement json) =>
        Member(json, "hour") switch
        {
            null => ("", null),
            { ValueKind: JsonValueKind.Number } number => (number.GetRawText(), null),
            _ => ("", "Send hour as a number from 0 to 23."),
        };

    private static (bool Value, string? Error) Yes(JsonElement json) =>
        Member(json, "consent") switch
        {
            null => (false, null),
            { ValueKind: JsonValueKind.True or JsonValueKind.False } truth => (truth.GetBoolean(), null),
            { ValueKind: JsonValueKind.String } text => (IsYes(text.GetString()!), null),
            _ => (false, "Send consent as true."),
        };

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
}
