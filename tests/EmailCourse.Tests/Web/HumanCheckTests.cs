using EmailCourse.Tests.Engine;
using EmailCourse.Tests.Telemetry;
using EmailCourse.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EmailCourse.Tests.Web;

/// <summary>The check by another company, against a double of its service that is spoken to by HTTP.</summary>
public sealed class HumanCheckTests : IAsyncLifetime
{
    private readonly Recorder _recorder = new();
    private readonly List<Dictionary<string, string>> _asked = [];
    private Func<HttpContext, Task> _answer = context => context.Response.WriteAsync("""{"success":true}""");
    private WebApplication _company = null!;
    private TestEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _company = builder.Build();
        _company.Urls.Add("http://127.0.0.1:0");
        _company.MapPost("/{**path}", (RequestDelegate)AnswerAsync);
        await _company.StartAsync();
        _engine = EngineWith("turnstile");
        _recorder.Hear(_engine);
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        _recorder.Dispose();
        await _company.DisposeAsync();
    }

    [Theory]
    [InlineData("turnstile", "cf-turnstile-response", "/turnstile/v0/siteverify")]
    [InlineData("hcaptcha", "h-captcha-response", "/siteverify")]
    public async Task A_form_with_a_good_response_is_taken(string provider, string field, string path)
    {
        using var engine = EngineWith(provider);

        Assert.Equal(303, (await PostAsync(engine, (field, "good"))).Response.StatusCode);

        // Nothing of the visitor is handed on.
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["path"] = path,
                ["secret"] = "our-secret",
                ["response"] = "good",
            },
            Assert.Single(_asked)
        );
    }

    [Fact]
    public async Task Without_a_good_response_the_form_is_shown_again_with_the_check_and_what_was_typed()
    {
        _answer = context => context.Response.WriteAsync("""{"success":false,"error-codes":["timeout-or-duplicate"]}""");

        foreach (var fields in new (string, string)[][] { [], [("cf-turnstile-response", "used before")] })
        {
            var page = await PostAsync(_engine, fields);

            Assert.Equal(400, page.Response.StatusCode);
            Assert.Contains(SignUpEndpoint.NotPassed, page.Text(), StringComparison.Ordinal);
            Assert.Contains($"value=\"{People.Ana}\"", page.Text(), StringComparison.Ordinal);
            Assert.Contains("class=\"field cf-turnstile\" data-sitekey=\"our-site\"", page.Text(), StringComparison.Ordinal);
        }

        Assert.Empty(_engine.Snapshot());
        Assert.Single(_asked);
        Assert.Equal(2, _recorder.Sum("emailcourse.forms.refused", "reason=human-check"));
    }

    [Fact]
    public async Task Json_is_asked_for_the_same()
    {
        const string Start = """{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true""";

        var without = await _engine.PostJsonAsync(Start + "}");

        Assert.Equal(400, without.Response.StatusCode);
        Assert.Equal(["humanCheck"], without.BlamedFields());
        Assert.Equal(202, (await _engine.PostJsonAsync(Start + ""","humanCheck":"good"}""")).Response.StatusCode);
    }

    public static TheoryData<string> Outages { get; } =
    ["500", "silence", "garbage", "nothing", "invalid-input-secret", "sitekey-secret-mismatch", "internal-error"];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task A_company_that_does_not_answer_keeps_nobody_out_and_is_named_in_the_log(string outage)
    {
        _answer = outage switch
        {
            "500" => context =>
            {
                context.Response.StatusCode = 500;
                return Task.CompletedTask;
            },
            "silence" => context => Task.Delay(Timeout.Infinite, context.RequestAborted),
            "garbage" => context => context.Response.WriteAsync("<html>"),
            "nothing" => context => context.Response.WriteAsync("null"),
            _ => context => context.Response.WriteAsync($$"""{"success":false,"error-codes":["{{outage}}"]}"""),
        };

        using var engine = EngineWith("turnstile", outage == "silence" ? 100 : 30_000);

        Assert.Equal(303, (await PostAsync(engine, ("cf-turnstile-response", "good"))).Response.StatusCode);

        var warning = Assert.Single(_recorder.Logs, line => line.StartsWith("Warning", StringComparison.Ordinal));
        Assert.Contains("Cloudflare did not tell", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("ana", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    public async Task What_the_company_refuses_of_the_visitor_s_does_not_switch_the_check_off(int status)
    {
        _answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        Assert.Equal(400, (await PostAsync(_engine, ("cf-turnstile-response", "nonsense"))).Response.StatusCode);
    }

    [Fact]
    public async Task What_is_too_long_to_be_a_response_is_not_passed_on()
    {
        var answer = await PostAsync(_engine, ("cf-turnstile-response", new string('x', 2049)));

        Assert.Equal(400, answer.Response.StatusCode);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Mistakes_and_programs_in_a_hurry_use_up_no_response()
    {
        await _engine.PostFormAsync("SignUp", ("email", "ana@"), ("cf-turnstile-response", "good"));

        Assert.Empty(_asked);
    }

    [Theory]
    [InlineData("turnstile", "https://challenges.cloudflare.com")]
    [InlineData("hcaptcha", "https://hcaptcha.com https://*.hcaptcha.com")]
    public async Task Only_the_sign_up_page_loads_it_and_the_privacy_page_says_so(string provider, string sources)
    {
        using var engine = EngineWith(provider);
        var company = HumanCheckProvider.Find(provider)!;

        var (landing, privacy) = (await engine.OpenAsync("Landing"), await engine.OpenAsync("Privacy"));

        var policy = landing.Response.Headers.ContentSecurityPolicy.ToString();
        Assert.Contains($"script-src 'self' {sources};", policy, StringComparison.Ordinal);
        Assert.Contains($"frame-src {sources};", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"<script src=\"{company.Script}\" async>", landing.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("https:", privacy.Response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Contains($"loads a script of {company.Company}", privacy.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_default_nobody_is_asked_and_nothing_is_loaded()
    {
        using var engine = new TestEngine();

        var (landing, privacy) = (await engine.OpenAsync("Landing"), await engine.OpenAsync("Privacy"));

        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            landing.Response.Headers.ContentSecurityPolicy.ToString()
        );
        Assert.DoesNotContain("sitekey", landing.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("One exception", privacy.Text(), StringComparison.Ordinal);
    }

    private TestEngine EngineWith(string provider, int patienceInMilliseconds = 30_000) =>
        new(services =>
        {
            _recorder.Listen(services);
            services.Configure<EmailCourseOptions>(options =>
                options.HumanCheck = new()
                {
                    Provider = provider,
                    SiteKey = "our-site",
                    Secret = "our-secret",
                }
            );
            services
                .AddHttpClient(HumanCheck.HttpClientName)
                .AddHttpMessageHandler(() => new Detour(new Uri(_company.Urls.First())))
                .ConfigureHttpClient(client => client.Timeout = TimeSpan.FromMilliseconds(patienceInMilliseconds));
        });

    private static Task<DefaultHttpContext> PostAsync(TestEngine engine, params (string, string)[] fields) =>
        engine.PostFormAsync("SignUp", [("email", People.Ana), ("timeZone", "Europe/Berlin"), ("consent", "on"), .. fields]);

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        _asked.Add(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        _asked[^1]["path"] = context.Request.Path;
        context.Response.ContentType = "application/json";
        await _answer(context);
    }

    // To the double instead of the company.
    private sealed class Detour(Uri target) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(target, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
