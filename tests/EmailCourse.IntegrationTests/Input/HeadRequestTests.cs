using System.Net;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Input;

/// <summary>HEAD, by which link checkers and monitors ask. Source: RFC 9110, 9.3.2.</summary>
public sealed class HeadRequestTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly CourseSite _site = three.Run.Site;

    [Theory]
    [InlineData("")]
    [InlineData("privacy")]
    [InlineData("check-your-inbox")]
    [InlineData("health")]
    [InlineData("assets/site.css")]
    [InlineData(".well-known/security.txt")]
    [InlineData("confirm?t=nobody")]
    [InlineData("unsubscribe?t=nobody")]
    [InlineData("never-again?t=nobody")]
    [InlineData("manage?t=nobody")]
    [InlineData("lesson/not-too-much?t=nobody")]
    [InlineData("assets/none.css")]
    public async Task HEAD_answers_as_GET_without_the_body(string path)
    {
        using var got = await _site.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var answer = await _site.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.NotEqual(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(got.StatusCode, answer.StatusCode);
        Assert.Equal(HeadersOf(got), HeadersOf(answer));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    // Chunks frame a body, so without one there are none.
    private static IEnumerable<string> HeadersOf(HttpResponseMessage answer) =>
        answer
            .Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Content-Length"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order();
}
