using System.IO.Compression;
using EmailCourse.Links;
using EmailCourse.Tests.Engine;
using EmailCourse.Web;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class EveryEndpointTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public static TheoryData<string> Gets { get; } =
    [.. CourseEndpoints.All.Where(endpoint => endpoint.Methods.Contains(HttpMethods.Get)).Select(endpoint => endpoint.Name)];

    public static TheoryData<string> All { get; } = [.. CourseEndpoints.All.Select(endpoint => endpoint.Name)];

    public static TheoryData<string> Pages { get; } =
    [
        .. CourseEndpoints
            .All.Where(endpoint =>
                endpoint.Methods.Contains(HttpMethods.Get) && endpoint.Name is not ("Health" or "Asset" or "SecurityTxt")
            )
            .Select(endpoint => endpoint.Name),
    ];

    public void Dispose() => _engine.Dispose();

    [Theory]
    [MemberData(nameof(Gets))]
    public async Task A_GET_changes_nothing(string endpoint)
    {
        foreach (
            var prepare in new Func<Task>[]
            {
                () => Task.CompletedTask,
                () => _engine.SignUpAsync(),
                () => _engine.BecomeActiveAsync(),
            }
        )
        {
            await prepare();
            var (rows, messages) = (_engine.Snapshot(), _engine.Queue.Messages.Count);
            foreach (var purpose in Enum.GetValues<LinkPurpose>())
            {
                await _engine.OpenAsync(
                    endpoint,
                    _engine.TokenFor(purpose, expires: TestEngine.Start + Duration.FromDays(1)),
                    "not-too-much"
                );
            }

            Assert.Equal(rows, _engine.Snapshot());
            Assert.Equal(messages, _engine.Queue.Messages.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_comes_with_the_headers_that_keep_it_safe(string endpoint)
    {
        var headers = (await _engine.OpenAtDeskAsync(endpoint, await _engine.SignInAsync())).Response.Headers;

        Assert.StartsWith("default-src 'none';", headers.ContentSecurityPolicy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Equal("text/html; charset=utf-8", headers.ContentType);
    }

    // Whatever the answer: a page, a redirect, JSON, an error, a file that is not there.
    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_answer_comes_with_the_headers_that_ask_nothing_of_its_kind(string endpoint)
    {
        var headers = (await _engine.OpenAsync(endpoint)).Response.Headers;

        Assert.Equal("nosniff", headers.XContentTypeOptions);
        Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        Assert.Equal("same-origin", headers["Cross-Origin-Opener-Policy"]);
        Assert.Equal("same-origin", headers["Cross-Origin-Resource-Policy"]);
        Assert.Equal("none", headers["X-Permitted-Cross-Domain-Policies"]);
        Assert.Equal("max-age=31536000", headers.StrictTransportSecurity);
        Assert.All(
            headers["Permissions-Policy"].ToString().Split(", "),
            feature => Assert.EndsWith("=()", feature, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("https://course.example.org", false, "max-age=31536000")]
    [InlineData("https://course.example.org", true, "max-age=31536000; includeSubDomains")]
    [InlineData("http://localhost:7071", true, "")]
    public async Task A_site_with_https_tells_browsers_to_stay_there_whatever_the_request_looks_like_here(
        string site,
        bool includeSubDomains,
        string expected
    )
    {
        using var engine = new TestEngine(services =>
            services.Configure<EmailCourseOptions>(options =>
                (options.SiteUrl, options.HstsIncludeSubDomains) = (new Uri(site), includeSubDomains)
            )
        );

        var page = await engine.CallAsync("Landing", context => context.Request.Scheme = "http");

        Assert.Equal(expected, page.Response.Headers.StrictTransportSecurity.ToString());
    }

    [Theory]
    [InlineData("Landing", "public, max-age=300")]
    [InlineData("Privacy", "public, max-age=300")]
    [InlineData("CheckYourInbox", "public, max-age=300")]
    [InlineData("ShowConfirm", "no-store")]
    [InlineData("ShowUnsubscribe", "no-store")]
    public async Task Only_pages_that_are_the_same_to_everybody_are_kept_by_caches(string endpoint, string cached) =>
        Assert.Equal(cached, (await _engine.OpenAsync(endpoint)).Response.Headers.CacheControl.ToString());

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task No_page_sets_a_cookie(string endpoint) =>
        Assert.Empty((await _engine.OpenAsync(endpoint)).Response.Headers.SetCookie.ToArray());

    [Theory]
    [InlineData("site.css", "text/css; charset=utf-8")]
    [InlineData("site.js", "text/javascript; charset=utf-8")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task An_asset_may_be_kept_for_a_year(string file, string contentType)
    {
        var asset = await _engine.CallAsync("Asset", context => context.Request.RouteValues["file"] = file);

        Assert.Equal((200, contentType), (asset.Response.StatusCode, asset.Response.ContentType));
        Assert.Equal("public, max-age=31536000, immutable", asset.Response.Headers.CacheControl.ToString());
        Assert.NotEmpty(asset.Text());
    }

    [Theory]
    [InlineData("gzip, deflate, br", true)]
    [InlineData("GZIP;q=0.5", true)]
    [InlineData("gzip;q=0, br", false)]
    [InlineData("br", false)]
    [InlineData(";;,gzip2", false)]
    [InlineData(null, false)]
    public async Task An_asset_is_compressed_for_whoever_can_read_that(string? accepted, bool isCompressed)
    {
        var plain = AssetCatalog.LoadEmbedded().Find("site.css")!.Content.ToArray();
        var asset = await _engine.CallAsync(
            "Asset",
            context =>
            {
                context.Request.RouteValues["file"] = "site.css";
                context.Request.Headers.AcceptEncoding = accepted;
            }
        );

        Assert.Equal(isCompressed ? "gzip" : "", asset.Response.Headers.ContentEncoding.ToString());
        Assert.Equal("Accept-Encoding", asset.Response.Headers.Vary.ToString());
        asset.Response.Body.Position = 0;
        await using var body = isCompressed
            ? new GZipStream(asset.Response.Body, CompressionMode.Decompress)
            : asset.Response.Body;
        using var read = new MemoryStream();
        await body.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(plain, read.ToArray());
    }

    [Fact]
    public async Task Security_txt_says_whom_to_tell_of_a_weakness_and_for_how_long()
    {
        var answer = await _engine.OpenAsync("SecurityTxt");

        Assert.Equal("text/plain; charset=utf-8", answer.Response.ContentType);
        Assert.Equal(
            "Contact: mailto:hello@start.example.org\n"
                + $"Expires: {TestEngine.Start + Duration.FromDays(30)}\n"
                + "Preferred-Languages: en\n"
                + "Canonical: https://course.example.org/.well-known/security.txt\n",
            answer.Text()
        );
    }

    [Theory]
    [InlineData("nothing.css")]
    [InlineData("../Pages/layout.html")]
    [InlineData("SITE.CSS")]
    [InlineData(null)]
    public async Task What_is_no_asset_is_not_found(string? file) =>
        Assert.Equal(
            404,
            (await _engine.CallAsync("Asset", context => context.Request.RouteValues["file"] = file)).Response.StatusCode
        );
}
