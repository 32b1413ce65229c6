using System.Text.Json;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Where the form goes: from a browser as a form, from a program as JSON. The answer never tells whether an address is known.</summary>
internal sealed class SignUpEndpoint(SignUp signUp, SignUpValidator validation, PageResultFactory pages, CoursePageFactory models)
{
    public Task<IResult> HandleAsync(HttpContext context) =>
        context.Request.HasJsonContentType() ? FromJsonAsync(context) : FromFormAsync(context);

    private async Task<IResult> FromJsonAsync(HttpContext context)
    {
        if (await BoundedBodyReader.ReadAsync(context, FormBodyReader.Largest) is not { } body)
        {
            return Results.Problem(
                $"A sign-up has at most {FormBodyReader.Largest} bytes.",
                statusCode: StatusCodes.Status413PayloadTooLarge
            );
        }

        if (Parse(body) is not { } input)
        {
            return Results.Problem(
                "The body is not a JSON object with email, timeZone and consent.",
                statusCode: StatusCodes.Status400BadRequest
            );
        }

        var (request, errors) = validation.Validate(input, NetworkAddress.Of(context));
        if (request is null)
        {
            return Results.ValidationProblem(ByField(errors));
        }

        await signUp.HandleAsync(request);
        return Results.Accepted();
    }

    private async Task<IResult> FromFormAsync(HttpContext context)
    {
        var (form, isTooLarge) = await FormBodyReader.ReadAsync(context);
        if (form is null)
        {
            return Unreadable(context, isTooLarge);
        }

        var input = SignUpInput.From(form);
        var (request, errors) = validation.Validate(input, NetworkAddress.Of(context));
        if (request is null)
        {
            return pages.Personal(models.Landing(input.ToForm(), errors), StatusCodes.Status400BadRequest);
        }

        await signUp.HandleAsync(request);
        return new SeeOtherResult("/" + Routes.CheckYourInbox);
    }

    private IResult Unreadable(HttpContext context, bool isTooLarge)
    {
        var (status, text) =
            isTooLarge
                ? (
                    StatusCodes.Status413PayloadTooLarge,
                    "What was sent is much longer than the form. Please fill it in once more."
                )
            : context.Request.HasFormContentType
                ? (StatusCodes.Status400BadRequest, "Part of what was sent could not be read. Please fill in the form once more.")
            : (StatusCodes.Status415UnsupportedMediaType, "Please use the form on the course's page.");
        return pages.Personal(new MessagePage("The form did not arrive", text, "Back to the form", SitePaths.Home), status);
    }

    private static Dictionary<string, string[]> ByField(SignUpErrors errors) =>
        new (string Field, string? Problem)[]
        {
            ("email", errors.Email),
            ("firstName", errors.FirstName),
            ("timeZone", errors.TimeZone),
            ("hour", errors.Hour),
            ("consent", errors.Consent),
        }
            .Where(error => error.Problem is not null)
            .ToDictionary(error => error.Field, error => new[] { error.Problem! });

    private static SignUpInput? Parse(byte[] body)
    {
        try
        {
            return SignUpInput.From(body);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The latter for a text that is no Unicode, such as half a surrogate pair.
            return null;
        }
    }
}
