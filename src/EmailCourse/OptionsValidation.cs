using System.Security.Cryptography;
using System.Text;
using EmailCourse.Delivery;
using EmailCourse.Links;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using Microsoft.Extensions.Options;
using NodaTime.Text;

namespace EmailCourse;

/// <summary>Validates the settings at startup. Each failure names the setting and the form it must have.</summary>
internal sealed class OptionsValidation : IValidateOptions<EmailCourseOptions>
{
    private const int MinKeyBytes = 32;

    // With a longer one, no call would ever begin.
    private static readonly TimeSpan MaxTimeout = DeliveryRules.MaxCallTimeout.ToTimeSpan();

    public ValidateOptionsResult Validate(string? name, EmailCourseOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(EmailCourseOptions options)
    {
        if (options.SiteUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https", PathAndQuery: "/" })
        {
            yield return SettingFailure.Of(
                nameof(options.SiteUrl),
                "the site's address without a path, such as https://course.example.org"
            );
        }

        if (!IsKey(options.IdKey))
        {
            yield return SettingFailure.Of(nameof(options.IdKey), $"base64 of at least {MinKeyBytes} random bytes");
        }

        if (Problem(() => SigningKeyParser.Parse(options.SigningKeys)) is { } keys)
        {
            yield return SettingFailure.Of(nameof(options.SigningKeys), keys);
        }

        foreach (
            var (name, days, example) in new[]
            {
                (nameof(options.LessonLinkDays), options.LessonLinkDays, 90),
                ("Retention:StoppedDays", options.Retention.StoppedDays, 30),
                ("Retention:CompletedDays", options.Retention.CompletedDays, 365),
            }
        )
        {
            if (days is < 1 or > 3650)
            {
                yield return SettingFailure.Of(name, $"a number of days from 1 to 3650, such as {example}");
            }
        }

        if (
            options.AnswerTime != TimeSpan.Zero
            && (options.AnswerTime < TimeSpan.FromMilliseconds(1) || options.AnswerTime > TimeSpan.FromSeconds(5))
        )
        {
            yield return SettingFailure.Of(
                nameof(options.AnswerTime),
                "0, or a time from a millisecond to 00:00:05, such as 00:00:00.4"
            );
        }

        if (options.MinimumFormTime < TimeSpan.Zero || options.MinimumFormTime > TimeSpan.FromMinutes(1))
        {
            yield return SettingFailure.Of(nameof(options.MinimumFormTime), "a time from 0 to 00:01:00, such as 00:00:02");
        }

        if (Problem(() => OriginParser.Parse(options.AllowedOrigins)) is { } origins)
        {
            yield return SettingFailure.Of(nameof(options.AllowedOrigins), origins);
        }

        foreach (var failure in Failures(options.Desk))
        {
            yield return failure;
        }

        foreach (var failure in Failures(options.SendGrid))
        {
            yield return failure;
        }

        foreach (var failure in Failures(options.HumanCheck))
        {
            yield return failure;
        }

        var quotas = options.Quotas;
        foreach (
            var (name, value) in new[]
            {
                (nameof(quotas.PerNetwork), quotas.PerNetwork),
                (nameof(quotas.PerDomain), quotas.PerDomain),
                (nameof(quotas.PerHour), quotas.PerHour),
                (nameof(quotas.RequestsPerMinute), quotas.RequestsPerMinute),
            }
        )
        {
            if (value < 0)
            {
                yield return SettingFailure.Of(
                    $"Quotas:{name}",
                    "how many sign-ups there may be in that time, or 0 for any number"
                );
            }
        }

        foreach (var failure in Failures(options.Brakes).Concat(Failures(options.WarmUp)))
        {
            yield return failure;
        }

        if ("e\u0301".Normalize(NormalizationForm.FormC).Length != 1)
        {
            yield return "The program runs without ICU (DOTNET_SYSTEM_GLOBALIZATION_INVARIANT), so international domains would "
                + "get wrong ids. Install libicu and unset it.";
        }
    }

    private static IEnumerable<string> Failures(BrakeOptions options)
    {
        foreach (
            var (name, percent, example) in new[]
            {
                (nameof(options.ComplaintPercent), options.ComplaintPercent, "0.3"),
                (nameof(options.BouncePercent), options.BouncePercent, "10"),
            }
        )
        {
            if (percent is < 0 or > 100)
            {
                yield return SettingFailure.Of($"Brakes:{name}", $"a percentage such as {example}, or 0 for any number");
            }
        }

        foreach (
            var (name, count, example) in new[]
            {
                (nameof(options.MinimumComplaints), options.MinimumComplaints, 5),
                (nameof(options.MinimumBounces), options.MinimumBounces, 20),
            }
        )
        {
            if (count < 1)
            {
                yield return SettingFailure.Of($"Brakes:{name}", $"a number from 1, such as {example}");
            }
        }
    }

    private static IEnumerable<string> Failures(WarmUpOptions options)
    {
        if (options.Start.Length > 0 && !LocalDatePattern.Iso.Parse(options.Start).Success)
        {
            yield return SettingFailure.Of("WarmUp:Start", "a day such as 2026-12-01, or nothing for no warm-up");
        }

        if (options.FirstDay is < 1 or > WarmUpCeiling.Highest)
        {
            yield return SettingFailure.Of("WarmUp:FirstDay", $"a number of mails from 1 to {WarmUpCeiling.Highest}, such as 50");
        }

        if (options.GrowthPercent is < 0 or > 1000)
        {
            yield return SettingFailure.Of("WarmUp:GrowthPercent", "a percentage from 0 to 1000, such as 40");
        }
    }

    private static IEnumerable<string> Failures(HumanCheckOptions options)
    {
        if (options.Provider.Length > 0 && HumanCheckProvider.Find(options.Provider) is null)
        {
            yield return SettingFailure.Of("HumanCheck:Provider", "turnstile or hcaptcha, or nothing for no check");
        }

        if (options.Provider.Length > 0 && options.SiteKey.Trim().Length == 0)
        {
            yield return SettingFailure.Of("HumanCheck:SiteKey", "the site key that the provider shows");
        }

        if (options.Provider.Length > 0 && options.Secret.Trim().Length == 0)
        {
            yield return SettingFailure.Of("HumanCheck:Secret", "the secret that the provider shows");
        }
    }

    private static IEnumerable<string> Failures(DeskOptions options)
    {
        if (Problem(() => OperatorParser.Parse(options.Operators)) is { } operators)
        {
            yield return SettingFailure.Of("Desk:Operators", operators);
        }

        // Azure hands over the reference itself where the vault has no such secret, and everybody knows that text.
        var isReference = options.AccessKey.StartsWith("@Microsoft.KeyVault", StringComparison.OrdinalIgnoreCase);
        if (options.AccessKey.Length > 0 && (options.AccessKey.Length < MinKeyBytes || isReference))
        {
            yield return SettingFailure.Of("Desk:AccessKey", $"at least {MinKeyBytes} random characters, or nothing for no key");
        }
    }

    private static IEnumerable<string> Failures(SendGridOptions options)
    {
        if (options.ApiKey.Trim().Length == 0)
        {
            yield return SettingFailure.Of("SendGrid:ApiKey", "an API key with the permission Mail Send");
        }

        if (!IsPublicKey(options.WebhookPublicKey))
        {
            yield return SettingFailure.Of(
                "SendGrid:WebhookPublicKey",
                "the verification key that SendGrid shows beside the signed event webhook"
            );
        }

        if (options.Host is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return SettingFailure.Of("SendGrid:Host", "SendGrid's address, such as https://api.sendgrid.com");
        }

        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > MaxTimeout)
        {
            yield return SettingFailure.Of("SendGrid:Timeout", $"a time from 00:00:01 to {MaxTimeout:c}, such as 00:00:30");
        }
    }

    /// <summary>Whether a text is base64 of enough bytes for a key.</summary>
    public static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count >= MinKeyBytes;
    }

    private static string? Problem(Action parse)
    {
        try
        {
            parse();
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
}
