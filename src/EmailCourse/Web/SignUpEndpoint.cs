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
    RefusedFormCounter refused,
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

    public Task<IResult> HandleAsync(HttpContext context) =>
        WantsJson(context.Request) ? FromProgramAsync(context) : FromPageAsync(context);

    // A page elsewhere asks for JSON by its form too: what a form holds, a browser sends without asking first whether it may.
    private static bool WantsJson(HttpRequest request) =>
        request.HasJsonContentType() || request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);

    private async Task<IResult> FromProgramAsync(HttpContext context)
    {
        origins.Allow(context);
        if (origins.IsForeign(context.Request))
        {
            await refused.CountAsync(Form, FormRefusal.ForeignOrigin);
            return Foreign();
        }

        if (!await gate.LetInAsync(context, Form))
        {
            return TooMany();
        }

        var (input, problem) = context.Request.HasJsonContentType() ? await ReadJsonAsync(context) : await ReadFormAsync(context);
        if (input is null)
        {
            return problem!;
        }

        var (typed, errors, mistake) = validator.Validate(input);
        if (typed is null)
        {
            await refused.CountAsync(Form, mistake);
            return Results.ValidationProblem(ByField(errors));
        }

        if (!await humanCheck.IsPassedAsync(input.HumanResponse))
        {
            await refused.CountAsync(Form, FormRefusal.HumanCheck);
            return Results.ValidationProblem(ByField(new SignUpErrors { Form = NotPassedJson }));
        }

        return await TrySignUpAsync(context, typed, input.IsTrapped) ? Results.Accepted() : TooMany();
    }

    private static async Task<(SignUpInput? Input, IResult? Problem)> ReadJsonAsync(HttpContext context)
    {
        var (body, isTooLarge) = await BoundedBodyReader.ReadAsync(context, FormBodyReader.MaxBytes);
        if (body is null)
        {
            return (null, BoundedBodyReader.Problem(isTooLarge, $"A sign-up has at most {FormBodyReader.MaxBytes} bytes."));
        }

        return Parse(body) is { } input
            ? (input, null)
            : (
                null,
                Results.Problem(
                    "The body is not a JSON object with email, timeZone and consent.",
                    statusCode: StatusCodes.Status400BadRequest
                )
            );
    }

    private static async Task<(SignUpInput? Input, IResult? Problem)> ReadFormAsync(HttpContext context)
    {
        var (form, isTooLarge) = await FormBodyReader.ReadAsync(context);
        if (form is not null)
        {
            return (SignUpInput.From(form), null);
        }

        var (status, text) = Unreadable(context, isTooLarge);
        return (null, Results.Problem(text, statusCode: status));
    }

    private async Task<IResult> FromPageAsync(HttpContext context)
    {
        // What a page elsewhere has its visitors send takes no place of theirs.
        var isForeign = origins.IsForeign(context.Request);
        if (!isForeign && !await gate.LetInAsync(context, Form))
        {
            return Closed();
        }

        var (form, isTooLarge) = await FormBodyReader.ReadAsync(context);
        if (form is null)
        {
            var (status, text) = Unreadable(context, isTooLarge);
            return results.Personal(
                new MessagePage("The form did not arrive", text, "Back to the form", SiteLinks.Relative.Home),
                status
            );
        }

        var input = SignUpInput.From(form);
        var (refusal, nextToken) = isForeign ? (FormRefusal.ForeignOrigin, formTokens.Sign()) : formTokens.Verify(input.Token);
        var (typed, errors, mistake) = validator.Validate(input);
        if (typed is null)
        {
            await refused.CountAsync(Form, mistake);
            return ShowAgain(input, errors, nextToken);
        }

        if (refusal is not null)
        {
            await refused.CountAsync(Form, refusal);
            return ShowAgain(input, new SignUpErrors { Form = PressAgain }, nextToken);
        }

        if (!await humanCheck.IsPassedAsync(input.HumanResponse))
        {
            await refused.CountAsync(Form, FormRefusal.HumanCheck);
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
            if (await gate.LetSignUpAsync(context, typed.Email, isTrapped) is not { } places)
            {
                return false;
            }

            if (isTrapped)
            {
                await refused.CountAsync(Form, FormRefusal.Honeypot);
                return true;
            }

            await signUp.HandleAsync(typed, places);
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

    private static (int Status, string Text) Unreadable(HttpContext context, bool isTooLarge) =>
        isTooLarge
            ? (StatusCodes.Status413PayloadTooLarge, "What was sent is much longer than the form. Please fill it in once more.")
        : context.Request.HasFormContentType
            ? (StatusCodes.Status400BadRequest, "Part of what was sent could not be read. Please fill in the form once more.")
        : (StatusCodes.Status415UnsupportedMediaType, "Please use the form on the course's page.");

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
