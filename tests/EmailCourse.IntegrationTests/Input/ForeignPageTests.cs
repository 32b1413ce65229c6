using System.Net;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Input;

/// <summary>A page elsewhere that the developer has open must not drive the course on their machine.</summary>
public sealed class ForeignPageTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly CourseSite _site = three.Run.Site;

    [Theory]
    [InlineData("sandbox")]
    [InlineData("sandbox/api/inbox")]
    [InlineData("health")]
    public async Task A_name_that_was_made_to_point_here_is_refused(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = "evil.example";

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(request));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    public async Task The_sandbox_takes_nothing_from_a_page_elsewhere(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "sandbox/api/run");
        request.Headers.Add(header, value);

        Assert.Equal(status, await StatusAsync(request));
    }

    [Fact]
    public async Task It_takes_what_its_own_page_sends()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "sandbox/api/run");
        request.Headers.Add("Origin", _site.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(request));
    }

    private async Task<HttpStatusCode> StatusAsync(HttpRequestMessage request)
    {
        using var answer = await _site.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
