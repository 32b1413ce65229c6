using System.Text;
using EmailCourse.Answers;
using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>Makes the tokens that are in people's mails, and those that a stranger with a key of their own would make.</summary>
internal sealed class TokenMaker(IServiceProvider services)
{
    private readonly LinkTokenSigner _ours = services.GetRequiredService<LinkTokenSigner>();

    private readonly LinkTokenSigner _strangers = new(
        Options.Create(
            new EmailCourseOptions { SigningKeys = "test:" + Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]) }
        ),
        services.GetRequiredService<IClock>()
    );

    private readonly SubscriberIdFactory _ids = services.GetRequiredService<SubscriberIdFactory>();

    public SubscriberId IdOf(string email) => _ids.Of(Inhabitants.Address(email));

    /// <summary>The token of a sign-up form that was drawn some time ago.</summary>
    public string MakeForm(Duration age) => services.GetRequiredService<FormTokenSigner>().Sign(Inhabitants.Settled - age);

    /// <summary>The cookie of a session at the desk, and what its forms carry.</summary>
    public (string Cookie, string FormToken) MakeDeskSession()
    {
        var who = services.GetRequiredService<DeskAccess>().FindOperator(EmailAddress.Stored(FuzzedSite.Operator))!.Value;
        var token = _ours.Sign(LinkPurpose.DeskSession, who, Inhabitants.Settled + DeskSession.Lifetime);
        return ($"__Secure-desk={token}", DeskSession.FormTokenOf(token));
    }

    public string Make(LinkPurpose purpose, string email, string lesson = "", bool isExpired = false, bool isStrangers = false) =>
        (isStrangers ? _strangers : _ours).Sign(
            purpose,
            purpose == LinkPurpose.Answer ? SubscriberId.Nobody : IdOf(email),
            isExpired ? Inhabitants.Settled
                : purpose is LinkPurpose.Confirm or LinkPurpose.ConfirmAddress ? Inhabitants.Settled + Duration.FromDays(7)
                : null,
            purpose switch
            {
                LinkPurpose.Confirm => Inhabitants.DetailsOf(email).ToBytes(),
                LinkPurpose.Refuse => _ids.MailboxOf(Inhabitants.Address(email)).ToBytes(),
                // One mail a person, so that answers are pressed twice.
                LinkPurpose.Answer => new AnswerTicket(IdOf(email).ToString(), new("many-parts")).ToBytes(),
                LinkPurpose.Read => Encoding.UTF8.GetBytes(lesson),
                LinkPurpose.SignUpForm => new byte[sizeof(long)],
                _ => [],
            }
        );
}
