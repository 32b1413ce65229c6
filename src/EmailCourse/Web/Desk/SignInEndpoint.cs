using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmailCourse.Web.Desk;

/// <summary>
/// Lets operators in: by a link to their address, or by the access key. Answers and times are the same whatever is known of an
/// address, and a wrong key takes as long as the right one.
/// </summary>
internal sealed partial class SignInEndpoint(
    DeskAccess access,
    DeskGate deskGate,
    DeskSession sessions,
    SignInLink links,
    ISignInMailSender mails,
    HourlyQuota quota,
    FormGate gate,
    AnswerTime answerTime,
    TimeProvider time,
    IOptions<EmailCourseOptions> options,
    PageResultFactory results,
    ILogger<SignInEndpoint> logger
)
{
    public static readonly MessagePage SentPage = new(
        "Please look in your inbox",
        "If this address may open the desk, a link is on its way to it. It works once, within ten minutes.",
        "Back to the sign-in",
        "/" + Routes.DeskSignIn
    );

    public static readonly MessagePage UsedPage = new(
        "This link does not open the desk",
        "Such a link works once, within ten minutes. Please let us send you another.",
        "To the sign-in",
        "/" + Routes.DeskSignIn
    );

    private const string Form = "desk";
    private const string TokenField = "t";

    // So that whoever knows an operator's address cannot fill their inbox.
    private const int MailsPerHour = 10;

    // A call to SendGrid takes longer than a sign-up. One that takes longer still is given up, before its time tells something.
    private const int StepsOfAnswer = 5;
    private const int StepsOfMail = 4;

    private static readonly TimeSpan MailTimeWithoutSteps = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _mailTime =
        options.Value.AnswerTime > TimeSpan.Zero ? options.Value.AnswerTime * StepsOfMail : MailTimeWithoutSteps;

    public Task<IResult> Show() => Task.FromResult(deskGate.RefuseUnlessOpen() ?? results.Personal(Page()));

    /// <summary>Shows the button of a link; a program that follows links uses none up.</summary>
    public Task<IResult> ShowEnter(HttpContext context) =>
        Task.FromResult(
            deskGate.RefuseUnlessOpen()
                ?? results.Personal(new DeskEnterPage(context.Request.Query[TokenField].FirstOrDefault() ?? ""))
        );

    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (deskGate.RefuseForeign(context) is { } refusal)
        {
            return refusal;
        }

        if (!await gate.LetInAsync(context, Form))
        {
            return Closed();
        }

        var form = (await FormBodyReader.ReadAsync(context)).Form;
        return form?.Last("key") is { Length: > 0 } key
            ? await SignInAsync(context, key)
            : await SendLinkAsync(context, form?.Last("email") ?? "");
    }

    public async Task<IResult> EnterAsync(HttpContext context)
    {
        if (deskGate.RefuseForeign(context) is { } refusal)
        {
            return refusal;
        }

        var token = (await FormBodyReader.ReadAsync(context)).Form?.Last(TokenField) ?? "";
        return await links.UseAsync(token) is { } who
            ? await OpenAsync(context, who)
            : results.Personal(UsedPage, StatusCodes.Status410Gone);
    }

    /// <summary>Ends every session, on all devices.</summary>
    public Task<IResult> SignOutAsync(HttpContext context) =>
        deskGate.TakeAsync(
            context,
            async (_, _) =>
            {
                await sessions.EndAllAsync(context);
                return new SeeOtherResult("/" + Routes.DeskSignIn);
            }
        );

    private Task<IResult> SignInAsync(HttpContext context, string key) =>
        answerTime.SpendAsync(async () =>
        {
            if (!await gate.LetSignInAsync(context))
            {
                return Closed();
            }

            return access.FindKey(key) is { } who
                ? await OpenAsync(context, who)
                : results.Personal(
                    Page() with
                    {
                        KeyError = "This is not the key. It stands in the vault.",
                    },
                    StatusCodes.Status403Forbidden
                );
        });

    private async Task<IResult> SendLinkAsync(HttpContext context, string typed)
    {
        if (!EmailAddress.TryParse(typed, out var address, out var problem))
        {
            return results.Personal(Page() with { Email = typed, EmailError = problem }, StatusCodes.Status400BadRequest);
        }

        return await answerTime.SpendAsync(
            async () =>
            {
                if (!await gate.LetSignInAsync(context))
                {
                    return Closed();
                }

                await SendLinkAsync(address);
                return results.Personal(SentPage);
            },
            StepsOfAnswer
        );
    }

    // Whatever goes wrong here goes wrong for operators alone, and the answer must not tell.
    private async Task SendLinkAsync(EmailAddress address)
    {
        if (access.FindOperator(address) is not { } who)
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(_mailTime, time);
            if (await quota.TryTakeAsync(ShardKey.All[0], $"sign-in~{who}", MailsPerHour) is null)
            {
                await mails.SendAsync(address, new Uri(options.Value.SiteUrl!, links.Create(who)), limit.Token);
            }
        }
        catch (Exception failure)
        {
            LogNotSent(failure);
        }
    }

    private async Task<IResult> OpenAsync(HttpContext context, SubscriberId who)
    {
        await sessions.OpenAsync(context, who);
        return new SeeOtherResult("/" + Routes.Desk);
    }

    private DeskSignInPage Page() => new(access.TakesAddress, access.TakesKey);

    private IResult Closed() => results.Personal(FormGate.ClosedPage, StatusCodes.Status429TooManyRequests);

    [LoggerMessage(LogLevel.Error, "A link to the desk was not sent.")]
    private partial void LogNotSent(Exception failure);
}
