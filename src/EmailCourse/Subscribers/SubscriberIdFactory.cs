using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace EmailCourse.Subscribers;

/// <summary>Makes the id of an address with a secret key (HMAC-SHA256), so that nobody can tell the address from it.</summary>
internal sealed class SubscriberIdFactory(IOptions<EmailCourseOptions> options)
{
    private readonly byte[] _key = Convert.FromBase64String(options.Value.IdKey);

    public SubscriberId Of(EmailAddress address) =>
        SubscriberId.FromBytes(Keyed(address.Normalised).AsSpan(0, SubscriberId.Size));

    public MailboxId MailboxOf(EmailAddress address) =>
        MailboxId.FromBytes(Keyed("mailbox:" + address.Mailbox).AsSpan(0, SubscriberId.Size));

    /// <summary>A keyed fingerprint of another text that is to be compared but never read, such as a network address.</summary>
    public string Fingerprint(string text) => Convert.ToHexStringLower(Keyed("fingerprint:" + text).AsSpan(0, SubscriberId.Size));

    private byte[] Keyed(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
