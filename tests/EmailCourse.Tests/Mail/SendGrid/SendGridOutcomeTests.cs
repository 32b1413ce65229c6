using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Mail.SendGrid;

public sealed class SendGridOutcomeTests : IDisposable
{
    private readonly FakeSendGrid _sendGrid = new();

    public void Dispose() => _sendGrid.Dispose();

    [Theory]
    [InlineData(200, typeof(SendOutcome.Accepted))]
    [InlineData(202, typeof(SendOutcome.Accepted))]
    [InlineData(302, typeof(SendOutcome.Misconfigured))]
    [InlineData(400, typeof(SendOutcome.MailRefused))]
    [InlineData(401, typeof(SendOutcome.Misconfigured))]
    [InlineData(403, typeof(SendOutcome.Misconfigured))]
    [InlineData(404, typeof(SendOutcome.Misconfigured))]
    [InlineData(413, typeof(SendOutcome.TooLarge))]
    [InlineData(429, typeof(SendOutcome.Throttled))]
    [InlineData(500, typeof(SendOutcome.Unknown))]
    [InlineData(502, typeof(SendOutcome.Unknown))]
    [InlineData(503, typeof(SendOutcome.Unknown))]
    [InlineData(504, typeof(SendOutcome.Unknown))]
    public async Task Every_status_has_its_outcome_after_one_call(int status, Type outcome)
    {
        _sendGrid.Answer = () => new((HttpStatusCode)status);

        Assert.IsType(outcome, await SendAsync());
        Assert.Equal(1, _sendGrid.Calls);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public async Task A_call_that_never_connected_was_not_accepted(HttpRequestError error)
    {
        _sendGrid.Answer = () =>
            throw new HttpRequestException(error, inner: new SocketException((int)SocketError.ConnectionRefused));

        Assert.IsType<SendOutcome.NotReached>(await SendAsync());
        Assert.Equal(1, _sendGrid.Calls);
    }

    public static TheoryData<Exception> LostAnswers { get; } =
    [
        new HttpRequestException(HttpRequestError.ResponseEnded, inner: new IOException("reset")),
        new HttpRequestException("reset", new SocketException((int)SocketError.ConnectionReset)),
        new HttpIOException(HttpRequestError.ResponseEnded),
        new IOException("reset"),
        new TaskCanceledException("timeout", new TimeoutException()),
    ];

    [Theory]
    [MemberData(nameof(LostAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_call_whose_answer_was_lost_is_unknown_and_not_tried_again(Exception failure)
    {
        _sendGrid.Answer = () => throw failure;

        Assert.IsType<SendOutcome.Unknown>(await SendAsync());
        Assert.Equal(1, _sendGrid.Calls);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("Retry-After", "0", 1)]
    [InlineData("Retry-After", "86400", 3600)]
    [InlineData("X-RateLimit-Reset", "1774612830", 30)]
    [InlineData("X-RateLimit-Reset", "1774612799", 1)]
    [InlineData("X-RateLimit-Reset", "1774612830000", 3600)]
    [InlineData("X-RateLimit-Reset", "9223372036854775807", 3600)]
    [InlineData("X-RateLimit-Reset", "soon", 60)]
    [InlineData("X-Something", "else", 60)]
    public async Task A_pause_is_as_long_as_asked_for_within_reason(string header, string value, int seconds)
    {
        _sendGrid.Answer = () =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            answer.Headers.TryAddWithoutValidation(header, value);
            answer.Headers.Date = DateTimeOffset.FromUnixTimeSeconds(1774612800);
            return answer;
        };

        Assert.Equal(Duration.FromSeconds(seconds), Assert.IsType<SendOutcome.Throttled>(await SendAsync()).Wait);
    }

    [Fact]
    public async Task A_refused_recipient_is_found_by_its_position()
    {
        _sendGrid.Answer = () =>
            new(HttpStatusCode.BadRequest)
            {
                Content = new StringContent(
                    """{"errors":[{"message":"Does not contain a valid address.","field":"personalizations.2.to.0.email"}]}"""
                ),
            };

        Assert.Equal([2], Assert.IsType<SendOutcome.RecipientsRefused>(await SendAsync()).Positions);
    }

    [Fact]
    public async Task A_reason_never_holds_what_the_provider_repeats_of_an_address()
    {
        _sendGrid.Answer = () =>
            new(HttpStatusCode.BadRequest)
            {
                Content = new StringContent(
                    """{"errors":[{"message":"ana@example.org is not valid","field":"personalizations.0.to.0.email"}]}"""
                ),
            };

        Assert.DoesNotContain("ana@", (await SendAsync()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_call_goes_to_mail_send_with_our_key()
    {
        await SendAsync();

        Assert.Equal("https://api.sendgrid.com/v3/mail/send", _sendGrid.Request.RequestUri!.AbsoluteUri);
        Assert.Equal("Bearer SG.test", _sendGrid.Request.Headers.Authorization!.ToString());
    }

    private async Task<SendOutcome> SendAsync()
    {
        using var engine = _sendGrid.Engine();
        var due = new DueRow(
            People.Recipient(SubscriberId.Parse(0.ToString("x32", CultureInfo.InvariantCulture))),
            Progress.None.Awaiting(MailKey.Confirm, TestEngine.Start)
        );
        return await engine.Get<IMailSender>().SendAsync(new SendRequest("batch", MailKey.Confirm, [due]), TestToken.Current);
    }
}
