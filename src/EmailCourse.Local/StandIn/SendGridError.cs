using System.Text.Json;

namespace EmailCourse.Local.StandIn;

/// <summary>Why SendGrid refuses a request.</summary>
/// <param name="Message">In words.</param>
/// <param name="Field">
/// The offending part, like <c>personalizations.6.to.0.email</c>; <see langword="null"/> when none is to blame.
/// </param>
/// <param name="Help">A link, which the stand-in never gives.</param>
internal sealed record SendGridError(string Message, string? Field, string? Help = null)
{
    /// <summary>SendGrid's answer to a request it refuses.</summary>
    public static IResult Answer(int status, params IReadOnlyList<SendGridError> errors) =>
        Results.Json(new { errors }, statusCode: status);

    /// <summary>
    /// Tells where JSON has the wrong type: <c>$.personalizations[6].headers</c> is <c>personalizations.6.headers</c> to
    /// SendGrid.
    /// </summary>
    public static SendGridError From(JsonException e)
    {
        var field = e.Path is { Length: > 2 } path ? path[2..].Replace("[", ".").Replace("]", "") : null;
        return new SendGridError(field is null ? "Bad Request" : "Invalid type or unknown parameter.", field);
    }
}
