using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Input;

/// <summary>Calls of the event webhook that the provider did not make.</summary>
public sealed class BadEventsTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task A_signed_bounce_suppresses() => Assert.Null(await AfterAsync("signed", (body, now) => Signed(body, now)));

    [Fact]
    public async Task An_unsigned_bounce_is_refused() => Assert.NotNull(await AfterAsync("unsigned", (body, _) => Call(body)));

    [Fact]
    public async Task A_bounce_altered_after_signing_is_refused() =>
        Assert.NotNull(
            await AfterAsync(
                "altered",
                (body, now) => Signed(body, now, sent: body.Replace("bounce", "dropped", StringComparison.Ordinal))
            )
        );

    [Fact]
    public async Task A_bounce_signed_long_ago_is_refused() =>
        Assert.NotNull(await AfterAsync("replayed", (body, now) => Signed(body, now - Duration.FromHours(26))));

    [Fact]
    public async Task Broken_json_is_refused_though_it_is_signed()
    {
        using var call = Signed("[{", await _run.Sandbox.NowAsync());
        using var answer = await _run.Site.Http.SendAsync(call, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<object?> AfterAsync(string name, Func<string, Instant, HttpRequestMessage> callOf)
    {
        var learner = _run.Learner($"{name}@example.org");
        await learner.BeginAsync();
        var id = (await _run.SubscriberAsync(learner.Email))!.Id;
        var now = await _run.Sandbox.NowAsync();
        using var call = callOf(
            $$"""[{"event":"bounce","type":"bounce","subscriber":"{{id}}","timestamp":{{now.ToUnixTimeSeconds()}}}]""",
            now
        );

        using var answer = await _run.Site.Http.SendAsync(call, TestContext.Current.CancellationToken);

        var kept = await _run.SubscriberAsync(learner.Email);
        Assert.Equal(kept is null, answer.IsSuccessStatusCode);
        return kept;
    }

    private HttpRequestMessage Signed(string body, Instant at, string? sent = null)
    {
        using var key = LocalJson.ReadFile<LocalKeys>(Path.Combine(_run.Folder.Path, "keys.json"))!.OpenWebhookKey();
        var call = Call(sent ?? body);
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = key.SignData(
            Encoding.UTF8.GetBytes(timestamp + body),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        call.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature));
        call.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        return call;
    }

    private static HttpRequestMessage Call(string body) =>
        new(HttpMethod.Post, "api/sendgrid/events")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
}
