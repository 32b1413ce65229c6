using System.Text.Json;
using EmailCourse.Course;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>
/// Signs people up, from a browser with a form or from a program with JSON. The answer never tells whether an address is known.
/// </summary>
internal sealed class SignUpEndpoint(
    SignUp signUp,
    OriginPolicy origins,
    SignUpValidator validator,
    FormTokenSigner formTokens,
    HumanCheck humanCheck,
    FormGate gate,
    AnswerTime answerTime,
    CourseMetrics metrics,
    CoursePageFactory pages,
    PageResultFactory results
)
{
    /// <summary>What is said where the form's token is not good.</summary>
    public const string PressAgain =
        "Your form arrived very quickly, after a long time, or from another page. Programs send forms like that, so we ask once "
        + "more. What you typed is still here.";

    /// <summary>What is said where the provider's check was not passed.</summary>
    public const string NotPassed =
        "We could not see that a person sent this. What you typed is still here: please wait for the check above the button.";

    private const string NotPassedJson = "Send in humanCheck the response of the check on the sign-up page. Each is good once.";

    private const string Form = "sign-up";

    public static readonly MessagePage ForeignPage = new(
        "Please use the form of the course itself",
        "The page that you come from has a form for this course, and the course does not know that page. So nothing was sent.",
        "To the form",
        SiteLinks.Relative.Home
    );

    public Task<IResult> HandleAsync(HttpContext context)
    {
        var isJson = context.Request.HasJsonContentType();
        if (isJson)
        {
            origins.Allow(context);
        }

        if (!gate.LetIn(context, Form))
        {
            return Task.FromResult(isJson ? TooMany() : Closed());
        }

        if (origins.IsForeign(context.Request))
        {
            metrics.FormRefused(Form, FormRefusal.ForeignOrigin);
            return Task.FromResult(isJson ? Foreign() : results.Personal(ForeignPage, StatusCodes.Status403Forbidden));
        }

        return isJson ? FromJsonAsync(context) : FromFormAsync(context);
    }

    /// <summary>Answers what a browser asks before it lets a page of another origin send JSON.</summary>
    public Task<IResult> PreflightAsync(HttpContext context)
    {
        origins.AllowPreflight(context);
        return Task.FromResult(origins.IsForeign(context.Request) ? Foreign() : Results.NoContent());
    }

    private async Task<IResult> FromJsonAsync(HttpContext context)
    {
        var (body, isTooLarge) = await BoundedBodyReader.ReadAsync(context, FormBodyReader.MaxBytes);
        if (body is null)
        {
            return BoundedBodyReader.Problem(isTooLarge, $"A sign-up has at most {FormBodyReader.MaxBytes} bytes.");
        }

        if (Parse(body) is not { } input)
        {
            return Results.Problem(
                "The body is not a JSON object with email, timeZone and consent.",
                statusCode: StatusCodes.Status400BadRequest
            );
        }

        var (typed, errors, mistake) = validator.Validate(input);
        if (typed is null)
        {
            metrics.FormRefused(Form, mistake);
            return Results.ValidationProblem(ByField(errors));
        }

        if (!await humanCheck.IsPassedAsync(input.HumanResponse))
        {
            metrics.FormRefused(Form, FormRefusal.HumanCheck);
            return Results.ValidationProblem(ByField(new SignUpErrors { Form = NotPassedJson }));
        }

        return await TrySignUpAsync(context, typed, input.IsTrapped) ? Results.Accepted() : TooMany();
    }

    private async Task<IResult> FromFormAsync(HttpContext context)
    {
        var (form, isTooLarge) = await FormBodyReader.ReadAsync(context);
        if (form is null)
        {
            return Unreadable(context, isTooLarge);
        }

        var input = SignUpInput.From(form);
        var (refusal, nextToken) = formTokens.Verify(input.Token);
        var (typed, errors, mistake) = validator.Validate(input);
        if (typed is null)
        {
            metrics.FormRefused(Form, mistake);
            return ShowAgain(input, errors, nextToken);
        }

        // A program is told nothing that it could learn from.
        if (refusal is not null && !input.IsTrapped)
        {
            metrics.FormRefused(Form, refusal);
            return ShowAgain(input, new SignUpErrors { Form = PressAgain }, nextToken);
        }

        if (!await humanCheck.IsPassedAsync(input.HumanResponse))
        {
            metrics.FormRefused(Form, FormRefusal.HumanCheck);
            return ShowAgain(input, new SignUpErrors { Form = NotPassed }, nextToken);
        }

        return await TrySignUpAsync(context, typed, input.IsTrapped) ? new SeeOtherResult("/" + Routes.CheckYourInbox) : Closed();
    }

    private static IResult TooMany() =>
        Results.Problem(
            "Too many sign-ups have come. Try again after the seconds of Retry-After.",
            statusCode: StatusCodes.Status429TooManyRequests
        );

    private IResult Closed() => results.Personal(FormGate.ClosedPage, StatusCodes.Status429TooManyRequests);

    private static IResult Foreign() =>
        Results.Problem(
            "Pages of this origin may not sign anybody up. The setting AllowedOrigins names those that may.",
            statusCode: StatusCodes.Status403Forbidden
        );

    private Task<bool> TrySignUpAsync(HttpContext context, Recipient typed, bool isTrapped) =>
        answerTime.SpendAsync(async () =>
        {
            if (!await gate.LetSignUpAsync(context, typed.Email))
            {
                return false;
            }

            if (isTrapped)
            {
                metrics.FormRefused(Form, FormRefusal.Honeypot);
                return true;
            }

            await signUp.HandleAsync(typed);
            metrics.FormAccepted(Form);
            return true;
        });

    private IResult ShowAgain(SignUpInput input, SignUpErrors errors, string token) =>
        results.Personal(
            pages.CreateLanding(input.ToForm() with { Token = token }, errors) with
            {
                HumanCheck = humanCheck.Widget,
            },
            StatusCodes.Status400BadRequest
        );

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
        return results.Personal(
            new MessagePage("The form did not arrive", text, "Back to the form", SiteLinks.Relative.Home),
            status
        );
    }

    private static Dictionary<string, string[]> ByField(SignUpErrors errors) =>
        new (string Field, string? Error)[]
        {
            ("email", errors.Email),
            ("firstName", errors.FirstName),
            ("timeZone", errors.TimeZone),
            ("hour", errors.Hour),
            ("consent", errors.Consent),
            ("humanCheck", errors.Form),
        }
            .Where(error => error.Error is not null)
            .ToDictionary(error => error.Field, error => new[] { error.Error! });

    private static SignUpInput? Parse(byte[] body)
    {
        try
        {
            return SignUpInput.From(body);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text is not valid Unicode, such as half a surrogate pair.
            return null;
        }
    }
}
