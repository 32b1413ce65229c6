using System.Security.Cryptography;
using System.Text;
using EmailCourse.Links;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Web.Desk;

/// <summary>Who is at the desk.</summary>
/// <param name="UsedKey">Whether they came with the access key, and not by a link to their address.</param>
/// <param name="FormToken">What every form of theirs carries, which a page elsewhere cannot know.</param>
internal sealed record DeskVisitor(bool UsedKey, string FormToken)
{
    /// <summary>The kind of their sign-in, as the audit says it.</summary>
    public string SignIn => UsedKey ? "Access key" : "Link to an address";
}

/// <summary>
/// Opens, finds and ends sessions at the desk. A session is a signed cookie of eight hours. It names the round in which it was
/// opened; signing out begins another round and so ends every session, copies of cookies included.
/// </summary>
internal sealed class DeskSession(
    LinkTokenSigner signer,
    DeskAccess access,
    ICourseTable table,
    IIdGenerator ids,
    IClock clock,
    IOptions<EmailCourseOptions> options
)
{
    public static readonly Duration Lifetime = Duration.FromHours(8);

    // Between the keys of batches and of due rows there may be no other: ShardWorkReader takes it for work.
    private const string RowKey = "sessions";
    private const string Round = nameof(Round);

    private static readonly ShardKey Shard = ShardKey.All[0];

    private readonly bool _isSecure = options.Value.SiteUrl!.Scheme == Uri.UriSchemeHttps;

    // Browsers take a name with this prefix by https alone: RFC 6265bis, 4.1.3.1.
    private string CookieName => _isSecure ? "__Secure-desk" : "desk";

    public async Task OpenAsync(HttpContext context, SubscriberId who)
    {
        var round = Encoding.ASCII.GetBytes(await FindRoundAsync(context.RequestAborted));
        var token = signer.Sign(LinkPurpose.DeskSession, who, clock.GetCurrentInstant() + Lifetime, round);
        context.Response.Cookies.Append(CookieName, token, Cookie(Lifetime.ToTimeSpan()));
    }

    /// <returns><see langword="null"/> if there is no session, or none any more.</returns>
    public async Task<DeskVisitor?> FindAsync(HttpContext context)
    {
        var token = context.Request.Cookies[CookieName];
        return
            signer.Verify(token, LinkPurpose.DeskSession) is LinkVerdict.Valid session
            && access.Allows(session.Id)
            && Encoding.ASCII.GetString(session.Content) == await FindRoundAsync(context.RequestAborted)
            ? new DeskVisitor(access.IsKey(session.Id), FormTokenOf(token!))
            : null;
    }

    /// <summary>Ends every session, this one among them.</summary>
    public async Task EndAllAsync(HttpContext context)
    {
        var row = new Azure.Data.Tables.TableEntity(Shard.ToString(), RowKey) { [Round] = ids.NewId() };
        await new Transaction(Shard).Put(row).CommitAsync(table, CancellationToken.None);
        context.Response.Cookies.Delete(CookieName, Cookie(maxAge: null));
    }

    private async Task<string> FindRoundAsync(CancellationToken cancellationToken) =>
        (await table.FindAsync(Shard, RowKey, cancellationToken))?.GetString(Round) ?? "";

    /// <summary>What the forms of a session carry: made of the cookie's value, and not to be turned back into it.</summary>
    public static string FormTokenOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes("form:" + token)));

    private CookieOptions Cookie(TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = _isSecure,
            Path = "/" + Routes.Desk,
            MaxAge = maxAge,
            IsEssential = true,
        };
}
