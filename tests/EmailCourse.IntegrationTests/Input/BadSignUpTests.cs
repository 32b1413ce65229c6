using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Input;

/// <summary>One bad sign-up of each kind over HTTP; the unit tests have them all.</summary>
public sealed class BadSignUpTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task A_bad_field_in_json_is_named_in_the_problem()
    {
        using var answer = await PostAsync(
            "application/json",
            """{"email":"no-at-sign","firstName":"Ana","timeZone":"Europe/Berlin","hour":8,"consent":true}"""
        );

        using var problem = JsonDocument.Parse(await TextAsync(answer));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("email", Assert.Single(problem.RootElement.GetProperty("errors").EnumerateObject()).Name);
        await AssertNothingKeptAsync();
    }

    [Theory]
    [InlineData(
        "application/x-www-form-urlencoded",
        "email=no-at-sign&firstName=Ana&timeZone=Europe%2FBerlin&hour=8&consent=true"
    )]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nno-at-sign\r\n--b--\r\n"
    )]
    public async Task A_bad_field_in_the_form_comes_back_with_the_form(string type, string body)
    {
        using var answer = await PostAsync(type, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("id=\"email-error\"", await TextAsync(answer), StringComparison.Ordinal);
        await AssertNothingKeptAsync();
    }

    [Fact]
    public async Task A_body_without_a_type_is_refused()
    {
        using var answer = await PostAsync(type: null, "email=ana@example.org");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        await AssertNothingKeptAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sign_up_of_seventeen_kilobytes_is_too_large_whether_or_not_its_length_is_announced(bool chunked)
    {
        using var answer = await PostAsync(
            "application/x-www-form-urlencoded",
            $"email=ana%40example.org&firstName={new string('a', 17 * 1024)}",
            chunked
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await AssertNothingKeptAsync();
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> PostAsync(string? type, string body, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/signup")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        request.Headers.TransferEncodingChunked = chunked;
        return await _run.Site.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task AssertNothingKeptAsync()
    {
        Assert.Empty(await _run.RowsAsync("subscriber"));
        Assert.Empty(await _run.RowsAsync("due"));
    }
}
