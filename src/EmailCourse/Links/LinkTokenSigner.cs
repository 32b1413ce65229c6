using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Links;

/// <summary>
/// Signs and verifies the tokens in links: <c>base64url(payload).base64url(HMAC-SHA256(payload))</c>. The payload holds a
/// version, the purpose, the subscriber id, the expiry in Unix seconds, big-endian, of which 0 is never, and what else the link
/// carries.
/// </summary>
internal sealed class LinkTokenSigner(IOptions<EmailCourseOptions> options, IClock clock)
{
    private const byte Version = 1;
    private const int HeadSize = 2 + SubscriberId.Size + sizeof(long);

    private const int ExpiryAt = HeadSize - sizeof(long);

    // The longest name, in letters of three bytes, makes some 750.
    private const int MaxLength = 1024;

    private readonly IReadOnlyList<byte[]> _keys = SigningKeyParser.Parse(options.Value.SigningKeys);

    /// <summary>Creates a token that is valid until just before <paramref name="expires"/>, to the second, or for ever.</summary>
    /// <param name="content">What else the link carries: whoever has the link can read it, and nobody can change it.</param>
    public string Sign(LinkPurpose purpose, SubscriberId id, Instant? expires = null, ReadOnlySpan<byte> content = default)
    {
        var payload = new byte[HeadSize + content.Length];
        payload[0] = Version;
        payload[1] = (byte)purpose;
        id.ToBytes().CopyTo(payload, 2);
        BinaryPrimitives.WriteInt64BigEndian(payload.AsSpan(ExpiryAt), expires?.ToUnixTimeSeconds() ?? 0);
        content.CopyTo(payload.AsSpan(HeadSize));
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(HMACSHA256.HashData(_keys[0], payload))}";
    }

    /// <summary>Verifies a token of any origin, and tells the subscriber it was signed for.</summary>
    public LinkVerdict Verify(string? token, LinkPurpose purpose)
    {
        if (Split(token) is not var (payload, signature) || !_keys.Any(key => IsSignedWith(key, payload, signature)))
        {
            return new LinkVerdict.Invalid();
        }

        if (payload.Length < HeadSize || payload[0] != Version || payload[1] != (byte)purpose)
        {
            return new LinkVerdict.Invalid();
        }

        var expires = BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(ExpiryAt));
        return expires != 0 && clock.GetCurrentInstant().ToUnixTimeSeconds() >= expires
            ? new LinkVerdict.Expired()
            : new LinkVerdict.Valid(SubscriberId.FromBytes(payload.AsSpan(2, SubscriberId.Size)), payload[HeadSize..]);
    }

    private static bool IsSignedWith(byte[] key, byte[] payload, byte[] signature) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, payload), signature);

    private static (byte[] Payload, byte[] Signature)? Split(string? token) =>
        token is { Length: <= MaxLength }
        && token.Split('.') is [var payload, var signature]
        && Decode(payload) is { } payloadBytes
        && Decode(signature) is { } signatureBytes
            ? (payloadBytes, signatureBytes)
            : null;

    // Refuses every spelling of a token but the one that was signed.
    private static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return
            Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(text), bytes, out _, out var count) == OperationStatus.Done
            && Base64Url.EncodeToString(bytes.AsSpan(0, count)) == text
            ? bytes[..count]
            : null;
    }
}
