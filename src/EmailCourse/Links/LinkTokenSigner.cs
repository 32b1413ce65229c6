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
/// Signs and verifies the tokens in links: <c>base64url(payload).base64url(HMAC-SHA256(payload))</c>. The payload is a version, the
/// purpose, the subscriber id and the expiry in Unix seconds (0 for never), big-endian.
/// </summary>
internal sealed class LinkTokenSigner(IOptions<EmailCourseOptions> options, IClock clock)
{
    private const byte Version = 1;
    private const int PayloadSize = 2 + SubscriberId.Size + sizeof(long);

    private readonly IReadOnlyList<byte[]> _keys = SigningKeyParser.Parse(options.Value.SigningKeys);

    /// <summary>A token that is good until <paramref name="expires"/>, or for ever.</summary>
    public string Sign(LinkPurpose purpose, SubscriberId id, Instant? expires = null)
    {
        Span<byte> payload = stackalloc byte[PayloadSize];
        payload[0] = Version;
        payload[1] = (byte)purpose;
        id.ToBytes().CopyTo(payload[2..]);
        BinaryPrimitives.WriteInt64BigEndian(payload[^sizeof(long)..], expires?.ToUnixTimeSeconds() ?? 0);
        return $"{Base64Url.EncodeToString(payload)}.{Base64Url.EncodeToString(HMACSHA256.HashData(_keys[0], payload))}";
    }

    /// <summary>Whose token this is, if it is ours, meant for <paramref name="purpose"/> and not expired.</summary>
    public LinkVerdict Verify(string? token, LinkPurpose purpose)
    {
        if (Split(token) is not var (payload, signature) || !_keys.Any(key => IsSignedWith(key, payload, signature)))
        {
            return new LinkVerdict.Invalid();
        }

        if (payload.Length != PayloadSize || payload[0] != Version || payload[1] != (byte)purpose)
        {
            return new LinkVerdict.Invalid();
        }

        var expires = BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(^sizeof(long)..));
        return expires != 0 && clock.GetCurrentInstant().ToUnixTimeSeconds() >= expires
            ? new LinkVerdict.Expired()
            : new LinkVerdict.Valid(SubscriberId.FromBytes(payload.AsSpan(2, SubscriberId.Size)));
    }

    private static bool IsSignedWith(byte[] key, byte[] payload, byte[] signature) =>
        CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, payload), signature);

    private static (byte[] Payload, byte[] Signature)? Split(string? token) =>
        token is { Length: < 200 }
        && token.Split('.') is [var payload, var signature]
        && Decode(payload) is { } payloadBytes
        && Decode(signature) is { } signatureBytes
            ? (payloadBytes, signatureBytes)
            : null;

    // Only the one canonical spelling of a token is ours.
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
