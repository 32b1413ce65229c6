using System.Net;
using System.Text.Json;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Tests.Mail.SendGrid;

/// <summary>The real sender and SDK in the real container; only the network is a test's own.</summary>
internal sealed class FakeSendGrid : HttpMessageHandler
{
    private readonly List<(HttpRequestMessage Request, string Body)> _calls = [];

    /// <summary>What the network does; accepts unless a test sets it.</summary>
    public Func<HttpResponseMessage> Answer { get; set; } = () => new(HttpStatusCode.Accepted);

    public int Calls => _calls.Count;

    public HttpRequestMessage Request => _calls[0].Request;

    public JsonElement Sent => JsonDocument.Parse(_calls[0].Body).RootElement;

    public string Body => _calls[0].Body;

    /// <param name="also">Registers what this one test wants otherwise.</param>
    public TestEngine Engine(Action<IServiceCollection>? also = null) =>
        new(services =>
        {
            services.AddSingleton<IMailSender, SendGridMailSender>();
            services.AddHttpClient(SendGridApi.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => this);
            also?.Invoke(services);
        });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _calls.Add((request, await request.Content!.ReadAsStringAsync(cancellationToken)));
        return Answer();
    }
}
