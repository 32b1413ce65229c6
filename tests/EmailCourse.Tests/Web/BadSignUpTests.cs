using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace EmailCourse.Tests.Web;

/// <summary>Bad input is answered clearly; nothing is stored, nothing thrown.</summary>
public sealed class BadSignUpTests : IDisposable
{
    private static readonly Dictionary<string, string> Good = new()
    {
        ["email"] = "ana@example.org",
        ["firstName"] = "Ana",
        ["timeZone"] = "Europe/Berlin",
        ["hour"] = "8",
        ["consent"] = "true",
    };

    private static readonly Dictionary<string, string> ErrorIds = new()
    {
        ["email"] = "email-error",
        ["firstName"] = "first-name-error",
        ["timeZone"] = "time-zone-error",
        ["hour"] = "hour-error",
        ["consent"] = "consent-error",
    };

    private readonly TestEngine _engine = new();

    public static TheoryData<string, string, string> WrongFields { get; } =
        new()
        {
            { "email", "", "enter your email address" },
            { "email", "ana", "does not look like an email address" },
            { "email", new string('a', 388) + "@example.org", "too long" },
            { "email", "ana@example.org\nBcc: bo@example.org", "does not look like an email address" },
            { "email", "ana@example.org\r\n\r\nHello", "does not look like an email address" },
            { "email", "ana@example.org\r\nsubject: hello", "does not look like an email address" },
            { "email", "ana@localhost", "is not a domain name" },
            { "email", "ana@example.org, ben@example.org", "does not look like an email address" },
            { "email", "Postmaster@example.org", "An address like postmaster@ belongs to an office" },
            { "email", "abuse+course@example.org", "An address like abuse@ belongs to an office" },
            { "email", "no.reply@gmail.com", "An address like noreply@ belongs to an office" },
            { "email", "ana@Mailinator.com", "Mailboxes at mailinator.com last for hours" },
            { "email", "ana@a.b.mailinator.com", "Mailboxes at mailinator.com last for hours" },
            { "firstName", "evil.example", "only letters" },
            { "firstName", "https://example.org", "only letters" },
            { "firstName", "Ana <b>", "only letters" },
            { "firstName", "Ana2", "only letters" },
            { "firstName", new string('a', 41), "shorten" },
            { "timeZone", "", "choose your time zone" },
            { "timeZone", "Mars/Olympus", "do not know this time zone" },
            { "timeZone", "Europe/Atlantis", "do not know this time zone" },
            { "hour", "99", "full hour from 0 to 23" },
            { "hour", "24", "full hour from 0 to 23" },
            { "hour", "-1", "full hour from 0 to 23" },
            { "hour", "8.5", "full hour from 0 to 23" },
            { "consent", "", "tick the box" },
            { "consent", "no", "tick the box" },
            { "consent", "false", "tick the box" },
        };

    public static TheoryData<string, string, Exception> BrokenUploads { get; } =
        new(
            from endpoint in new[] { "SignUp", "Confirm", "Unsubscribe", "SendGridEvents" }
            from contentType in new[] { "application/json", Requests.UrlEncoded, "multipart/form-data; boundary=b" }
            where endpoint == "SignUp" || contentType == Requests.UrlEncoded
            from failure in new Exception[] { new IOException("Bad chunk size data."), new BadHttpRequestException("Too short.") }
            select (endpoint, contentType, failure)
        );

    public void Dispose()
    {
        Assert.Empty(_engine.Snapshot());
        Assert.Empty(_engine.Queue.Messages);
        _engine.Dispose();
    }

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task A_wrong_field_of_a_form_brings_the_form_back_with_its_sentence(string field, string value, string sentence)
    {
        var page = await _engine.PostFormAsync(
            "SignUp",
            [.. Good.Select(pair => (pair.Key, pair.Key == field ? value : pair.Value))]
        );

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains(sentence, page.Text(), StringComparison.Ordinal);
        Assert.Contains("<form method=\"post\" action=\"/api/signup\">", page.Text(), StringComparison.Ordinal);
        Assert.Contains($"id=\"{ErrorIds[field]}\"", page.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task A_wrong_field_of_json_is_named_with_its_sentence(string field, string value, string sentence)
    {
        var problem = await _engine.PostJsonAsync(GoodExcept(field, field == "hour" ? value : JsonSerializer.Serialize(value)));

        Assert.Equal(400, problem.Response.StatusCode);
        Assert.StartsWith("application/problem+json", problem.Response.ContentType, StringComparison.Ordinal);
        Assert.Equal([field], problem.BlamedFields());
        Assert.Contains(sentence, problem.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", "5")]
    [InlineData("email", """["ana@example.org"]""")]
    [InlineData("firstName", "{}")]
    [InlineData("firstName", "true")]
    [InlineData("timeZone", "true")]
    [InlineData("timeZone", "1")]
    [InlineData("hour", "\"8\"")]
    [InlineData("hour", "\"eight\"")]
    [InlineData("hour", "1e300")]
    [InlineData("hour", "99999999999999999999")]
    [InlineData("consent", "false")]
    [InlineData("consent", "null")]
    [InlineData("consent", "1")]
    [InlineData("consent", "[]")]
    public async Task A_field_with_json_of_the_wrong_type_or_value_is_named(string field, string json)
    {
        var problem = await _engine.PostJsonAsync(GoodExcept(field, json));

        Assert.Equal(400, problem.Response.StatusCode);
        Assert.StartsWith("application/problem+json", problem.Response.ContentType, StringComparison.Ordinal);
        Assert.Equal([field], problem.BlamedFields());
    }

    [Fact]
    public async Task An_hour_in_words_brings_the_form_back()
    {
        var page = await _engine.PostFormAsync(
            "SignUp",
            [.. Good.Select(pair => (pair.Key, pair.Key == "hour" ? "eight" : pair.Value))]
        );

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains("full hour from 0 to 23", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once() =>
        Assert.Equal(["email", "timeZone", "consent"], (await _engine.PostJsonAsync("{}")).BlamedFields());

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"ana@example.org\"")]
    [InlineData("email=ana@example.org")]
    [InlineData("""{"email":"\ud800"}""")]
    [InlineData("""{"\ud800a":1}""")]
    public async Task A_body_that_is_no_json_object_is_a_problem_that_says_so(string body)
    {
        var problem = await _engine.PostJsonAsync(body);

        Assert.Equal(400, problem.Response.StatusCode);
        Assert.StartsWith("application/problem+json", problem.Response.ContentType, StringComparison.Ordinal);
        Assert.Contains("not a JSON object", problem.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_a_problem_and_not_a_crash() =>
        Assert.Equal(
            400,
            (await _engine.PostAsync("SignUp", "application/json", [.. "{\"email\":\""u8, 0xFF, 0xFE, .. "\"}"u8]))
                .Response
                .StatusCode
        );

    [Theory]
    [InlineData(Requests.UrlEncoded + "; charset=utf-7", "email=ana@example.org")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=email\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nana\r\n--b--\r\n"
    )]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; na")]
    [InlineData("multipart/form-data", "--b")]
    public async Task A_form_that_cannot_be_read_is_answered_with_a_page_that_says_so(string contentType, string body)
    {
        var page = await PostAsync(contentType, Encoding.ASCII.GetBytes(body), announced: true);

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains("could not be read", page.Text(), StringComparison.Ordinal);
    }

    // As Kestrel tells of a chunk of a size that is none, and of a connection that ends too early.
    [Theory]
    [MemberData(nameof(BrokenUploads))]
    public async Task An_upload_that_breaks_off_is_a_bad_request(string endpoint, string contentType, Exception failure)
    {
        var answer = await _engine.CallAsync(
            endpoint,
            context =>
            {
                context.Request.ContentType = contentType;
                context.Request.Body = new BrokenStream(failure);
            }
        );

        Assert.Equal(400, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json", false)]
    [InlineData(Requests.UrlEncoded, true)]
    [InlineData(Requests.UrlEncoded, false)]
    public async Task More_than_16_KB_are_refused_whether_or_not_the_length_was_announced(string contentType, bool announced)
    {
        // Many small fields: no single one is too long.
        var form = Requests.Form([
            .. Good.Select(pair => (pair.Key, pair.Value)),
            .. Enumerable.Range(0, 200).Select(number => ($"x{number}", new string('x', 100))),
        ]);
        var body =
            contentType == Requests.UrlEncoded
                ? form
                : Encoding.UTF8.GetBytes(
                    """{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true,"x":"X"}""".Replace(
                        "X",
                        new string('x', 16 * 1024),
                        StringComparison.Ordinal
                    )
                );

        Assert.Equal(413, (await PostAsync(contentType, body, announced)).Response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json", false)]
    [InlineData(Requests.UrlEncoded, true)]
    [InlineData(Requests.UrlEncoded, false)]
    public async Task A_single_field_of_17_KB_is_refused_as_too_large(string contentType, bool announced)
    {
        var name = new string('a', 17 * 1024);
        var body =
            contentType == Requests.UrlEncoded
                ? Requests.Form(("email", "ana@example.org"), ("firstName", name))
                : Encoding.UTF8.GetBytes(GoodExcept("firstName", $"\"{name}\""));

        Assert.Equal(413, (await PostAsync(contentType, body, announced)).Response.StatusCode);
    }

    [Fact]
    public async Task Whoever_hangs_up_while_sending_is_no_failure_of_ours()
    {
        using var engine = new TestEngine();

        await engine.CallAsync(
            "SignUp",
            context =>
            {
                context.Request.ContentType = "application/json";
                context.Request.Body = new HangingUp();
                context.RequestAborted = new CancellationToken(canceled: true);
            }
        );

        Assert.Empty(engine.Snapshot());
    }

    private sealed class HangingUp : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new OperationCanceledException();
    }

    [Theory]
    [InlineData(null, 415, "email=ana@example.org")]
    [InlineData("", 415, "email=ana@example.org")]
    [InlineData("text/plain", 415, "email=ana@example.org")]
    [InlineData("multipart/form-data", 400, "email=ana@example.org")]
    [InlineData("multipart/form-data; boundary=nothing-of-it", 400, "email=ana@example.org")]
    [InlineData("multipart/form-data; boundary=b", 400, "--b\r\nno end")]
    public async Task What_is_no_form_gets_a_page_that_leads_back_to_it(string? contentType, int status, string body)
    {
        var page = await PostAsync(contentType, Encoding.ASCII.GetBytes(body), announced: true);

        Assert.Equal(status, page.Response.StatusCode);
        Assert.Contains("Back to the form", page.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("&&&===")]
    [InlineData("email=%FF%FE&timeZone=%ED%A0%80")]
    [InlineData("email=a&email=b&email=c")]
    public async Task A_garbled_form_is_an_empty_form(string body) =>
        Assert.Equal(
            400,
            (await _engine.PostAsync("SignUp", Requests.UrlEncoded, Encoding.ASCII.GetBytes(body))).Response.StatusCode
        );

    [Fact]
    public async Task A_form_of_a_thousand_and_more_fields_is_refused() =>
        Assert.Equal(
            400,
            (
                await _engine.PostAsync(
                    "SignUp",
                    Requests.UrlEncoded,
                    Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Repeat("a=b", 2000)))
                )
            )
                .Response
                .StatusCode
        );

    /// <summary>A good sign-up in which one field has this JSON.</summary>
    private static string GoodExcept(string field, string json) =>
        new JsonObject(
            Good.Select(pair =>
                KeyValuePair.Create(
                    pair.Key,
                    JsonNode.Parse(
                        pair.Key == field ? json
                        : pair.Key == "hour" ? pair.Value
                        : JsonSerializer.Serialize(pair.Value)
                    )
                )
            )
        ).ToJsonString();

    private Task<DefaultHttpContext> PostAsync(string? contentType, byte[] body, bool announced) =>
        _engine.CallAsync(
            "SignUp",
            context =>
            {
                context.Request.ContentType = contentType;
                context.Request.ContentLength = announced ? body.Length : null;
                context.Request.Body = new MemoryStream(body);
            }
        );

    private sealed class BrokenStream(Exception failure) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromException<int>(failure);
    }
}
