using EmailCourse.SendGridWebhook;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Receives the events of SendGrid's signed event webhook.</summary>
internal sealed class SendGridEventsEndpoint(
    WebhookSignatureVerifier signature,
    SendGridEventReader reader,
    SendGridEventHandler events
)
{
    private const int MaxBytes = 4 * 1024 * 1024;

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        var (body, isTooLarge) = await BoundedBodyReader.ReadAsync(context, MaxBytes);
        if (body is null)
        {
            return BoundedBodyReader.Problem(isTooLarge, $"A call holds at most {MaxBytes} bytes of events.");
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

        if (reader.Read(body) is not { } parsed)
        {
            return Problem(StatusCodes.Status400BadRequest, "The body is not a JSON array of events.");
        }

        await events.HandleAsync(parsed, context.RequestAborted);
        return Results.NoContent();
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);
}
