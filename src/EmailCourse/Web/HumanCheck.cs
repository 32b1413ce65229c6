using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmailCourse.Web;

/// <summary>
/// Asks a provider whether a person filled in the form, if the settings name one. Turnstile and hCaptcha take the same question.
/// The visitor's address, which both take too, is not handed on.
/// </summary>
internal sealed partial class HumanCheck(
    IHttpClientFactory clients,
    IOptions<EmailCourseOptions> options,
    ILogger<HumanCheck> logger
)
{
    public const string HttpClientName = "human check";

    // https://developers.cloudflare.com/turnstile/get-started/server-side-validation/: at most so many characters.
    private const int MaxResponse = 2048;

    private readonly HumanCheckOptions _settings = options.Value.HumanCheck;
    private readonly HumanCheckProvider? _provider = HumanCheckProvider.Find(options.Value.HumanCheck.Provider);

    /// <summary>What the sign-up page shows; null if nobody is asked.</summary>
    public HumanCheckWidget? Widget =>
        _provider is null
            ? null
            : new(_provider.Company, _provider.Script, _provider.CssClass, _settings.SiteKey, _provider.Sources);

    /// <summary>
    /// Whether the response of the widget is a person's. A provider that does not answer, or not to our key, is no reason to keep
    /// people out: the quotas hold all the same.
    /// </summary>
    public async Task<bool> IsPassedAsync(string response)
    {
        if (_provider is null || response.Length is 0 or > MaxResponse)
        {
            return _provider is null;
        }

        try
        {
            using var question = new FormUrlEncodedContent([new("secret", _settings.Secret), new("response", response)]);
            using var answer = await clients.CreateClient(HttpClientName).PostAsync(_provider.Verify, question);
            // What the visitor sent is refused, or comes too often: that must not switch the check off.
            if ((int)answer.StatusCode is >= 400 and < 500)
            {
                return false;
            }

            answer.EnsureSuccessStatusCode();
            var verdict = await answer.Content.ReadFromJsonAsync<Verdict>() ?? throw new JsonException("It is empty.");
            if (!verdict.ErrorCodes.Any(IsOurs))
            {
                return verdict.Success;
            }

            LogUnanswered(_provider.Company, string.Join(", ", verdict.ErrorCodes));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException)
        {
            LogUnanswered(_provider.Company, failure.Message);
        }

        return true;
    }

    // Missing, wrong or another site's secret; or the provider's own failure.
    private static bool IsOurs(string code) =>
        code.EndsWith("-secret", StringComparison.Ordinal) || code is "sitekey-secret-mismatch" or "internal-error";

    [LoggerMessage(LogLevel.Warning, "{Company} did not tell whether a person filled in the form, so it was taken: {Reason}")]
    private partial void LogUnanswered(string company, string reason);

    private sealed record Verdict(bool Success, [property: JsonPropertyName("error-codes")] IReadOnlyList<string>? Codes)
    {
        public IReadOnlyList<string> ErrorCodes => Codes ?? [];
    }
}
