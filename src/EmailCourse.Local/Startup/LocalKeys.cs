using System.Security.Cryptography;

namespace EmailCourse.Local.Startup;

/// <summary>
/// The secrets of this data folder, made at random once: without them links in mails sent earlier would stop working.
/// </summary>
/// <param name="IdKey">Base64 of the key that turns addresses into ids.</param>
/// <param name="SigningKeys">The key that signs links, as <c>name:base64</c>.</param>
/// <param name="WebhookKey">Base64 of the stand-in's private key (PKCS #8, P-256).</param>
internal sealed record LocalKeys(string IdKey, string SigningKeys, string WebhookKey)
{
    /// <summary>The stand-in's public key as SendGrid shows it: base64 of SubjectPublicKeyInfo.</summary>
    public string WebhookPublicKey()
    {
        using var key = OpenWebhookKey();
        return Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    public ECDsa OpenWebhookKey()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(WebhookKey), out _);
        return key;
    }

    /// <exception cref="StartException">The kept keys are damaged: replacing them would orphan every subscriber.</exception>
    public static LocalKeys Open(DataFolder data)
    {
        var path = data.At("keys.json");
        if (File.Exists(path))
        {
            return LocalJson.ReadFile<LocalKeys>(path) is { IdKey: not null, SigningKeys: not null, WebhookKey: not null } kept
                ? kept
                : throw new StartException($"{path} is damaged. Restore it, or start afresh by deleting {data.Path}.");
        }

        var made = Make();
        AtomicFile.Write(path, LocalJson.Bytes(made));
        return made;
    }

    /// <summary>New ones, which nothing made before knows.</summary>
    public static LocalKeys Make()
    {
        using var webhook = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new LocalKeys(RandomKey(), "local:" + RandomKey(), Convert.ToBase64String(webhook.ExportPkcs8PrivateKey()));
    }

    private static string RandomKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
