using System.Net;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EmailCourse.Tests.Web;

/// <summary>The limiter goes by the real time; each test is over long before its minute is.</summary>
public sealed class FormRateLimitTests : IDisposable
{
    private const int Limit = 3;

    private readonly TestEngine _engine = WithLimit(Limit);

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("SignUp", Requests.UrlEncoded)]
    [InlineData("SignUp", "application/json")]
    [InlineData("Find", Requests.UrlEncoded)]
    public async Task A_network_that_sends_too_many_forms_is_refused_before_they_are_read(string endpoint, string contentType)
    {
        for (var number = 0; number < Limit; number++)
        {
            Assert.Equal(400, (await PostAsync(_engine, endpoint, contentType, "203.0.113.1")).Response.StatusCode);
        }

        var answer = await PostAsync(_engine, endpoint, contentType, "203.0.113.2", new UnreadableStream());

        Assert.Equal(429, answer.Response.StatusCode);
        Assert.InRange(int.Parse(answer.Response.Headers.RetryAfter.ToString(), null), 1, 60);
        Assert.Equal(400, (await PostAsync(_engine, endpoint, contentType, "198.51.100.1")).Response.StatusCode);
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        using var engine = WithLimit(0);

        for (var number = 0; number < 200; number++)
        {
            Assert.Equal(400, (await PostAsync(engine, "SignUp", Requests.UrlEncoded, "203.0.113.1")).Response.StatusCode);
        }
    }

    private static TestEngine WithLimit(int limit) =>
        new(services => services.Configure<EmailCourseOptions>(options => options.Quotas.RequestsPerMinute = limit));

    private static Task<DefaultHttpContext> PostAsync(
        TestEngine engine,
        string endpoint,
        string contentType,
        string network,
        Stream? body = null
    ) =>
        engine.CallAsync(
            endpoint,
            context =>
            {
                context.Request.ContentType = contentType;
                context.Request.Body = body ?? new MemoryStream();
                context.Connection.RemoteIpAddress = IPAddress.Parse(network);
            }
        );

    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("It was read.");
    }
}
