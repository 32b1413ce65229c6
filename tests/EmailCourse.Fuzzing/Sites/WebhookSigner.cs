using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>
/// Signs webhook calls as SendGrid does, but always alike (RFC 6979): .NET's own signatures of the same bytes are never the same
/// twice, and a seed must replay.
/// </summary>
internal sealed class WebhookSigner
{
    private readonly ECPrivateKeyParameters _key;

    private WebhookSigner(byte secret)
    {
        byte[] bytes = [.. Enumerable.Repeat(secret, 32)];
        var curve = SecNamedCurves.GetByName("secp256r1");
        _key = new(new BigInteger(1, bytes), new ECDomainParameters(curve));
        var point = curve.G.Multiply(_key.D).Normalize();
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = point.AffineXCoord.GetEncoded(), Y = point.AffineYCoord.GetEncoded() },
            }
        );
        PublicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Whom the engine trusts.</summary>
    public static WebhookSigner SendGrid { get; } = new(7);

    public static WebhookSigner Stranger { get; } = new(9);

    public string PublicKey { get; }

    /// <returns>The signature in DER.</returns>
    public byte[] Sign(byte[] message)
    {
        var signer = new DsaDigestSigner(new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest())), new Sha256Digest());
        signer.Init(forSigning: true, _key);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }
}
