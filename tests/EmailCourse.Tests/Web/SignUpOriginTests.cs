using System.Text;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EmailCourse.Tests.Web;

/// <summary>Pages elsewhere have their visitors' browsers sign up whom they like, unless they are told not to.</summary>
public sealed class SignUpOriginTests : IDisposable
{
    private const string Own = "https://course.example.org";
    private const string Allowed = "https://www.example.org";
    private const string Json = "application/json";

    private readonly TestEngine _engine = new(services =>
        services.Configure<EmailCourseOptions>(options => options.AllowedOrigins = $"{Allowed},https://blog.example.org")
    );

    public static TheoryData<string, string> Good { get; } =
        new()
        {
            { "", "" }, // a program
            { Own, "same-origin" },
            { "null", "same-origin" }, // our own page, whose referrer policy hides where it is
            { "null", "" }, // the same in a browser that does not know Sec-Fetch-Site
            { Own, "" },
            { "", "none" },
            { Allowed, "same-site" },
            { Allowed, "cross-site" },
            { "https://blog.example.org", "" },
        };

    public static TheoryData<string, string> Bad { get; } =
        new()
        {
            { "https://evil.example", "cross-site" },
            { "https://evil.example", "" },
            { "https://other.example.org", "same-site" },
            { "https://www.example.org.evil.example", "cross-site" },
            { "http://www.example.org", "cross-site" },
            { "https://www.example.org:8443", "cross-site" },
            { "null", "cross-site" },
            { "", "cross-site" },
            { "null", "same-site" },
        };

    public void Dispose() => _engine.Dispose();

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_browser_on_a_page_of_ours_or_an_allowed_one_signs_up(string origin, string site)
    {
        Assert.Equal(303, (await PostAsync(Requests.UrlEncoded, origin, site)).Response.StatusCode);
        Assert.Equal(202, (await PostAsync(Json, origin, site)).Response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_form_of_any_other_page_is_shown_again_and_its_json_is_refused(string origin, string site)
    {
        var page = await PostAsync(Requests.UrlEncoded, origin, site);
        var json = await PostAsync(Json, origin, site);
        var asked = await PostAsync(Requests.UrlEncoded, origin, site, accept: Json);

        Assert.Equal((400, 403, 403), (page.Response.StatusCode, json.Response.StatusCode, asked.Response.StatusCode));
        Assert.Contains("Please press once more", page.Text(), StringComparison.Ordinal);
        Assert.Contains($"value=\"{People.Ana}\"", page.Text(), StringComparison.Ordinal);
        Assert.Contains("AllowedOrigins", json.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(json.Response.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.Ordinal));
        Assert.Empty(_engine.Snapshot());
    }

    [Fact]
    public async Task What_a_page_elsewhere_has_its_visitors_send_takes_no_place_of_theirs()
    {
        for (var number = 0; number < 2 * new QuotaOptions().RequestsPerMinute; number++)
        {
            Assert.Equal(403, (await PostAsync(Json, "https://evil.example", "cross-site")).Response.StatusCode);
            Assert.Equal(400, (await PostAsync(Requests.UrlEncoded, "https://evil.example", "cross-site")).Response.StatusCode);
        }

        Assert.Equal(303, (await PostAsync(Requests.UrlEncoded, Own, "same-origin")).Response.StatusCode);
    }

    [Fact]
    public async Task An_allowed_page_sends_a_form_and_asks_for_json_which_needs_no_question_before()
    {
        var answer = await PostAsync(Requests.UrlEncoded, Allowed, "cross-site", accept: Json);

        Assert.Equal((202, Allowed), (answer.Response.StatusCode, answer.Response.Headers.AccessControlAllowOrigin.ToString()));
    }

    [Fact]
    public async Task What_is_no_form_is_refused_as_json_where_that_is_asked_for()
    {
        var answer = await PostAsync("text/plain", Allowed, "cross-site", accept: Json);

        Assert.Equal((415, "application/problem+json"), (answer.Response.StatusCode, answer.Response.ContentType));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true}""")]
    public async Task An_allowed_page_may_read_every_answer_to_its_json_and_nothing_with_credentials(string body)
    {
        var headers = (await PostAsync(Json, Allowed, "cross-site", body)).Response.Headers;

        Assert.Equal(Allowed, headers.AccessControlAllowOrigin);
        Assert.Equal("Origin", headers.Vary);
        Assert.Equal("Retry-After", headers.AccessControlExposeHeaders);
        Assert.Equal(0, headers.AccessControlAllowCredentials.Count);
    }

    [Fact]
    public async Task No_page_may_read_the_answer_to_a_form()
    {
        var headers = (await PostAsync(Requests.UrlEncoded, Allowed, "cross-site")).Response.Headers;

        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("Access-Control", StringComparison.Ordinal));
    }

    private Task<DefaultHttpContext> PostAsync(
        string contentType,
        string origin,
        string site,
        string? body = null,
        string accept = ""
    ) =>
        _engine.CallAsync(
            "SignUp",
            context =>
            {
                context.Request.ContentType = contentType;
                context.Request.Headers.Accept = accept;
                context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("203.0.113.1");
                context.Request.Body = new MemoryStream(
                    contentType == Json
                        ? Encoding.UTF8.GetBytes(
                            body ?? """{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true}"""
                        )
                        : Requests.Form(("email", People.Ana), ("timeZone", "Europe/Berlin"), ("consent", "on"))
                );
                From(context, origin, site);
            }
        );

    private static void From(HttpContext context, string origin, string site)
    {
        if (origin.Length > 0)
        {
            context.Request.Headers.Origin = origin;
        }

        if (site.Length > 0)
        {
            context.Request.Headers["Sec-Fetch-Site"] = site;
        }
    }
}
