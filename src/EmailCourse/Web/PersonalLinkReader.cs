using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>Reads the token of a personal link and says kindly when it is no good.</summary>
internal sealed class PersonalLinkReader(LinkTokenSigner tokens, PageResultFactory pages)
{
    public const string TokenField = "t";

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

    public static readonly MessagePage InvalidPage = Message(
        "This link does not work",
        "Part of it may have been lost on the way. Please open it from the email once more, or copy all of it."
    );

    /// <summary>The token, from the query or a posted form.</summary>
    public static async Task<string> TokenAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Query[TokenField].FirstOrDefault() is { Length: > 0 } token)
        {
            return token;
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return "";
        }

        var (form, _) = await FormBodyReader.ReadAsync(context);
        return form?[TokenField].FirstOrDefault() ?? "";
    }

    /// <summary>Who the token is of, or the page that says why it does not work.</summary>
    public (SubscriberId Id, IResult? Refusal) Read(string token, LinkPurpose purpose) =>
        tokens.Verify(token, purpose) switch
        {
            LinkVerdict.Valid valid => (valid.Id, null),
            LinkVerdict.Expired => (default, Expired()),
            _ => (default, Invalid()),
        };

    /// <summary>The link was good once, but what it belonged to is gone.</summary>
    public IResult Gone() => Refuse(StatusCodes.Status410Gone, GonePage);

    public IResult Stopped() => Refuse(StatusCodes.Status409Conflict, StoppedPage);

    private IResult Expired() => Refuse(StatusCodes.Status410Gone, ExpiredPage);

    private IResult Invalid() => Refuse(StatusCodes.Status400BadRequest, InvalidPage);

    private static MessagePage Message(string heading, string text) => new(heading, text, "Back to the course", SitePaths.Home);

    private IResult Refuse(int status, MessagePage page) => pages.Personal(page, status);
}
