using System.Text.Json;
using EmailCourse.SendGridWebhook;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Receives the events of SendGrid's signed event webhook.</summary>
internal sealed class SendGridEventsEndpoint(WebhookSignatureVerifier signature, SendGridEventHandler events)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (await BoundedBodyReader.ReadAsync(context, MaxBytes) is not { } body)
        {
            return Problem(StatusCodes.Status413PayloadTooLarge, $"A call holds at most {MaxBytes} bytes of events.");
        }

        var headers = context.Request.Headers;
        if (
            !signature.Verify(
                headers[WebhookSignatureVerifier.SignatureHeader],
                headers[WebhookSignatureVerifier.TimestampHeader],
                body
            )
        )
        {
            return Problem(
                StatusCodes.Status401Unauthorized,
                "The signature does not match the body, or its timestamp is too old."
            );
        }

        if (Parse(body) is not { } parsed)
        {
            return Problem(StatusCodes.Status400BadRequest, "The body is not a JSON array of events.");
        }

        await events.HandleAsync(parsed, context.RequestAborted);
        return Results.NoContent();
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    private static List<SendGridEvent>? Parse(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(Event).OfType<SendGridEvent>()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // One event that cannot be read must not keep the thousand beside it from being handled.
    private static SendGridEvent? Event(JsonElement element)
    {
        try
        {
            return element.Deserialize<SendGridEvent>();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
