using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EmailCourse.Links;
using Microsoft.Extensions.Options;

namespace EmailCourse;

/// <summary>Refuses to start on a missing or malformed setting, naming each with what it must look like.</summary>
internal sealed partial class OptionsValidation : IValidateOptions<EmailCourseOptions>
{
    private const int MinKeyBytes = 32;

    // A run never begins a call that could outlast its lease of two minutes, so with a longer timeout no mail would ever leave.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromSeconds(90);

    public ValidateOptionsResult Validate(string? name, EmailCourseOptions options)
    {
        var problems = Diagnostics(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Diagnostics(EmailCourseOptions options)
    {
        if (options.SiteUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/" })
        {
            yield return Needs(nameof(options.SiteUrl), "the site's address without a path, such as https://course.example.org");
        }

        if (!IsKey(options.IdKey))
        {
            yield return Needs(nameof(options.IdKey), $"base64 of at least {MinKeyBytes} random bytes");
        }

        if (SigningKeysProblem(options.SigningKeys) is { } keys)
        {
            yield return Needs(nameof(options.SigningKeys), keys);
        }

        if (options.Storage.AccountName.Length == 0 == (options.Storage.ConnectionString.Length == 0))
        {
            yield return Needs(
                "Storage:AccountName",
                "the storage account's name, or, for the emulator only, Storage:ConnectionString instead"
            );
        }

        if (!TableName().IsMatch(options.Storage.Table))
        {
            yield return Needs("Storage:Table", "3 to 63 letters and digits, beginning with a letter");
        }

        if (!QueueName().IsMatch(options.Storage.Queue))
        {
            yield return Needs("Storage:Queue", "3 to 63 lower-case letters, digits and single hyphens");
        }

        foreach (var problem in Diagnostics(options.SendGrid))
        {
            yield return problem;
        }

        if ("e\u0301".Normalize(NormalizationForm.FormC).Length != 1)
        {
            yield return "The program runs without ICU (DOTNET_SYSTEM_GLOBALIZATION_INVARIANT), so international domains would get wrong ids. Install libicu and unset it.";
        }
    }

    private static IEnumerable<string> Diagnostics(SendGridOptions options)
    {
        if (options.ApiKey.Trim().Length == 0)
        {
            yield return Needs("SendGrid:ApiKey", "an API key with the permission Mail Send");
        }

        if (!IsPublicKey(options.WebhookPublicKey))
        {
            yield return Needs(
                "SendGrid:WebhookPublicKey",
                "the verification key that SendGrid shows beside the signed event webhook"
            );
        }

        if (options.Host is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return Needs("SendGrid:Host", "SendGrid's address, such as https://api.sendgrid.com");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > LongestTimeout)
        {
            yield return Needs("SendGrid:Timeout", $"a time from 00:00:01 to {LongestTimeout:c}, such as 00:00:30");
        }
    }

    private static string Needs(string setting, string form) =>
        $"Setting {EmailCourseOptions.Section}:{setting} (as environment variable or app setting: {EmailCourseOptions.Section}__{setting.Replace(":", "__", StringComparison.Ordinal)}) needs {form}.";

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count >= MinKeyBytes;
    }

    private static string? SigningKeysProblem(string setting)
    {
        try
        {
            SigningKeyParser.Parse(setting);
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }

    private static bool IsPublicKey(string text)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return true;
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException)
        {
            return false;
        }
    }

    // Source: https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#table-names.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$")]
    private static partial Regex TableName();

    // Source: https://learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata#queue-names.
    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex QueueName();
}
