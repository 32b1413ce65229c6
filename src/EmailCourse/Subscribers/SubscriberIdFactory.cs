using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace EmailCourse.Subscribers;

/// <summary>Turns addresses into ids with a secret key, so that an id tells nobody which address it stands for.</summary>
internal sealed class SubscriberIdFactory(IOptions<EmailCourseOptions> options)
{
    private readonly byte[] _key = Convert.FromBase64String(options.Value.IdKey);

    public SubscriberId Of(EmailAddress address) =>
        SubscriberId.FromBytes(Keyed(address.Normalised).AsSpan(0, SubscriberId.Size));

    /// <summary>A keyed fingerprint of anything else that must be comparable but not readable, such as the network address of a consent.</summary>
    public string Fingerprint(string text) => Convert.ToHexStringLower(Keyed("fingerprint:" + text).AsSpan(0, SubscriberId.Size));

    private byte[] Keyed(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
