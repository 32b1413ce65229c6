using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>What a personal link was found to be.</summary>
/// <param name="Id">Whose link it is; nobody's, if it names none; meaningless with a <paramref name="Refusal"/>.</param>
/// <param name="Token">The token as it was sent.</param>
/// <param name="Content">What else the link carries.</param>
/// <param name="Form">What was posted with it; empty if nothing that can be read was.</param>
/// <param name="Refusal">Answers a link that is not valid; null if it is.</param>
internal sealed record PersonalLink(SubscriberId Id, string Token, byte[] Content, IFormCollection Form, IResult? Refusal);

/// <summary>Reads personal links, and answers those that do not work with a page that says why.</summary>
internal sealed class PersonalLinkReader(LinkTokenSigner tokens, PageResultFactory results)
{
    public static readonly MessagePage GonePage = Message(
        "This link has done its work",
        "We no longer hold anything for this address. If you would like the lessons, you are welcome to sign up."
    );

    public static readonly MessagePage StoppedPage = Message(
        "You stopped these emails",
        "Nothing has been sent since. If you would like the lessons after all, please sign up again."
    );

    public static readonly MessagePage ExpiredPage = Message(
        "This link has expired",
        "Confirmation links work for seven days. You are welcome to sign up again; it takes a minute."
    );

    public static readonly MessagePage ExpiredLessonPage = new(
        "This link has expired",
        "Links to a lesson work for a while only, since emails are passed on. All your lessons are on your own page: the link at "
            + "the foot of any email from us opens it. While you take the course, we can also send you the way there.",
        "Send me the way to my page",
        "/" + Routes.Find
    );

    public static readonly MessagePage ExpiredAddressPage = Message(
        "This link has expired",
        "Such links work for seven days. Your emails go on coming to your old address. Every one of them has a link to your own "
            + "page, where you can ask for the change once more."
    );

    public static readonly MessagePage ExpiredAnswerPage = new(
        "This link has expired",
        "Thank you for wanting to tell us. Answers are counted for thirty days after an email. If you would like to say "
            + "something, you can reply to any email from us."
    );

    public static readonly MessagePage InvalidPage = Message(
        "This link does not work",
        "Part of it may have been lost on the way. Please open it from the email once more, or copy all of it."
    );

    private const string TokenField = "t";

    /// <summary>Reads the token from the query or from a posted form, and verifies it.</summary>
    public async Task<PersonalLink> ReadAsync(HttpContext context, LinkPurpose purpose)
    {
        var form = await FormAsync(context);
        var token = context.Request.Query[TokenField].FirstOrDefault() is { Length: > 0 } inQuery
            ? inQuery
            : form[TokenField].FirstOrDefault() ?? "";
        return tokens.Verify(token, purpose) switch
        {
            LinkVerdict.Valid valid => new(valid.Id, token, valid.Content, form, null),
            LinkVerdict.Expired => new(default, token, [], form, Expired(purpose)),
            _ => new(default, token, [], form, Invalid()),
        };
    }

    /// <summary>Answers a link that does not carry what it should.</summary>
    public IResult Invalid() => Refuse(StatusCodes.Status400BadRequest, InvalidPage);

    /// <summary>Answers a valid link whose subscriber no longer exists.</summary>
    public IResult Gone() => Refuse(StatusCodes.Status410Gone, GonePage);

    /// <summary>Answers a valid link of somebody who has unsubscribed.</summary>
    public IResult Stopped() => Refuse(StatusCodes.Status409Conflict, StoppedPage);

    private IResult Expired(LinkPurpose purpose) =>
        Refuse(
            StatusCodes.Status410Gone,
            purpose switch
            {
                LinkPurpose.Read => ExpiredLessonPage,
                LinkPurpose.ConfirmAddress => ExpiredAddressPage,
                LinkPurpose.Answer => ExpiredAnswerPage,
                _ => ExpiredPage,
            }
        );

    private static async Task<IFormCollection> FormAsync(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && (await FormBodyReader.ReadAsync(context)).Form is { } form
            ? form
            : FormCollection.Empty;

    private static MessagePage Message(string heading, string text) =>
        new(heading, text, "Back to the course", SiteLinks.Relative.Home);

    private IResult Refuse(int status, MessagePage page) => results.Personal(page, status);
}
