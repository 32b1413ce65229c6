using System.Security.Cryptography;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.SendGridWebhook;

public sealed class WebhookSignatureVerifierTests : IDisposable
{
    private const string Body = "[]";
    private static readonly string Now = Webhook.Timestamp(TestEngine.Start);

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Signed_events_are_taken() => Assert.Equal(204, await StatusAsync(Body, Webhook.Signature(Body, Now), Now));

    [Fact]
    public async Task A_signature_of_another_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(401, await StatusAsync(Body, Webhook.Signature(Body, Now, other), Now));
    }

    [Fact]
    public async Task A_signature_of_another_body_is_refused() =>
        Assert.Equal(401, await StatusAsync("[ ]", Webhook.Signature(Body, Now), Now));

    [Fact]
    public async Task A_signature_of_another_timestamp_is_refused() =>
        Assert.Equal(
            401,
            await StatusAsync(Body, Webhook.Signature(Body, Now), Webhook.Timestamp(TestEngine.Start + Duration.FromSeconds(1)))
        );

    [Theory]
    [InlineData(-25 * 60, 204)]
    [InlineData(-25 * 60 - 1, 401)]
    [InlineData(10, 204)]
    [InlineData(11, 401)]
    public async Task Only_a_call_of_the_last_25_hours_is_taken(int minutes, int status)
    {
        var timestamp = Webhook.Timestamp(TestEngine.Start + Duration.FromMinutes(minutes));

        Assert.Equal(status, await StatusAsync(Body, Webhook.Signature(Body, timestamp), timestamp));
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("-1")]
    [InlineData("1e9")]
    [InlineData("0")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999999")]
    public async Task A_timestamp_that_is_none_is_refused(string timestamp) =>
        Assert.Equal(401, await StatusAsync(Body, Webhook.Signature(Body, timestamp), timestamp));

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("MEUCIQ==")]
    public async Task A_signature_that_is_none_is_refused(string signature) =>
        Assert.Equal(401, await StatusAsync(Body, signature, Now));

    [Fact]
    public async Task A_call_without_the_headers_is_refused()
    {
        Assert.Equal(401, await StatusAsync(Body, null, Now));
        Assert.Equal(401, await StatusAsync(Body, Webhook.Signature(Body, Now), null));
        Assert.Equal(401, await StatusAsync(Body, null, null));
    }

    [Fact]
    public async Task A_refusal_is_a_problem_that_says_why()
    {
        var answer = await _engine.PostEventsAsync(Body, "AAAA", Now);

        Assert.StartsWith("application/problem+json", answer.Response.ContentType, StringComparison.Ordinal);
        Assert.Contains("signature", answer.Text(), StringComparison.Ordinal);
    }

    private async Task<int> StatusAsync(string body, string? signature, string? timestamp) =>
        (await _engine.PostEventsAsync(body, signature, timestamp)).Response.StatusCode;
}
