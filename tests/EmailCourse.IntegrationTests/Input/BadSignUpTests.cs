using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EmailCourse.IntegrationTests.Story;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Input;

/// <summary>What the sign-up does not accept: the right status, the field by name, and nothing kept.</summary>
public sealed class BadSignUpTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    private readonly LocalRun _run = three.Run;

    public static TheoryData<string, object?> BadFields =>
        new()
        {
            { "email", "no-at-sign" },
            { "email", new string('a', 388) + "@example.org" },
            { "email", "ana@example.org\nBcc: ben@example.org" },
            { "email", "ana@example.org\r\n" + "subject: hello" },
            { "email", "ana@localhost" },
            { "email", "ana@example.org, ben@example.org" },
            { "email", "" },
            { "email", 42 },
            { "firstName", "https://example.org" },
            { "firstName", "Ana2" },
            { "firstName", true },
            { "timeZone", "Europe/Atlantis" },
            { "timeZone", "" },
            { "timeZone", 1 },
            { "hour", 99 },
            { "hour", -1 },
            { "hour", 8.5 },
            { "hour", "eight" },
            { "consent", false },
            { "consent", null },
            { "consent", 1 },
        };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task A_bad_field_in_json_is_named_in_the_problem(string field, object? value)
    {
        var signUp = Good();
        signUp[field] = value;

        using var answer = await PostAsync(Json, JsonSerializer.Serialize(signUp));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal([field], await ErrorFieldsAsync(answer));
        await AssertNothingKeptAsync();
    }

    [Theory]
    [InlineData("email", "no-at-sign", "email-error")]
    [InlineData("firstName", "Ana2", "first-name-error")]
    [InlineData("timeZone", "Europe/Atlantis", "time-zone-error")]
    [InlineData("hour", "99", "hour-error")]
    [InlineData("consent", "", "consent-error")]
    public async Task A_bad_field_in_the_form_comes_back_with_the_form(string field, string value, string errorId)
    {
        var signUp = Good().ToDictionary(pair => pair.Key, pair => $"{pair.Value}");
        signUp["consent"] = "true";
        signUp[field] = value;
        using var form = new FormUrlEncodedContent(signUp);

        using var answer = await _run.Site.PostAsync("api/signup", form);

        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"id=\"{errorId}\"", page, StringComparison.Ordinal);
        await AssertNothingKeptAsync();
    }

    [Theory]
    [InlineData(Json, "")]
    [InlineData(Json, "{")]
    [InlineData(Json, "[]")]
    [InlineData(Json, "null")]
    [InlineData(Json, "\"ana@example.org\"")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nno end")]
    public async Task A_body_that_cannot_be_read_is_refused(string type, string body)
    {
        using var answer = await PostAsync(type, body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await AssertNothingKeptAsync();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_body_that_is_neither_form_nor_json_is_refused(string? type)
    {
        using var answer = await PostAsync(type, "email=ana@example.org");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        await AssertNothingKeptAsync();
    }

    [Theory]
    [InlineData(Form, false)]
    [InlineData(Form, true)]
    [InlineData(Json, false)]
    [InlineData(Json, true)]
    public async Task A_sign_up_of_seventeen_kilobytes_is_too_large_whether_or_not_its_length_is_announced(
        string type,
        bool chunked
    )
    {
        var filling = new string('a', 17 * 1024);
        var body =
            type == Form
                ? $"email=ana%40example.org&firstName={filling}"
                : $$"""{"email":"ana@example.org","firstName":"{{filling}}"}""";

        using var answer = await PostAsync(type, body, chunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await AssertNothingKeptAsync();
    }

    private static Dictionary<string, object?> Good() =>
        new()
        {
            ["email"] = "ana@example.org",
            ["firstName"] = "Ana",
            ["timeZone"] = "Europe/Berlin",
            ["hour"] = 8,
            ["consent"] = true,
        };

    private static async Task<IEnumerable<string>> ErrorFieldsAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return [.. problem.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name)];
    }

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
