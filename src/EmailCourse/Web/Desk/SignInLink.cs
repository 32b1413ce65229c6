using System.Text;
using EmailCourse.Links;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Web.Desk;

/// <summary>Creates and uses the links that open the desk: each works once, within ten minutes.</summary>
internal sealed class SignInLink(LinkTokenSigner signer, SpentTokenStore spent, DeskAccess access, IIdGenerator ids, IClock clock)
{
    public static readonly Duration Lifetime = Duration.FromMinutes(10);

    /// <summary>Creates the path of a link for somebody who may open the desk.</summary>
    public string Create(SubscriberId who)
    {
        var nonce = Encoding.ASCII.GetBytes(ids.NewId());
        var token = signer.Sign(LinkPurpose.DeskSignIn, who, clock.GetCurrentInstant() + Lifetime, nonce);
        return $"/{Routes.DeskEnter}?t={token}";
    }

    /// <summary>Uses a link up.</summary>
    /// <returns>Whose it is; <see langword="null"/> if it does not work, or no more.</returns>
    public async Task<SubscriberId?> UseAsync(string token)
    {
        if (signer.Verify(token, LinkPurpose.DeskSignIn) is not LinkVerdict.Valid link || !access.Allows(link.Id))
        {
            return null;
        }

        var until = clock.GetCurrentInstant() + Lifetime;
        return await spent.TrySpendAsync(Encoding.ASCII.GetString(link.Content), until) ? link.Id : null;
    }
}
