using System.Net;
using System.Net.Sockets;
using System.Text;
using Azure;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using EmailCourse.Tests.Mail.SendGrid;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Telemetry;

/// <summary>
/// A person with an unmistakable name goes through everything, and no log line, trace or measurement may tell of them.
/// </summary>
public sealed class PersonalDataTests : IDisposable
{
    private const string Local = "Zebulonia.Quillfeather";
    private const string Email = Local + "@example.org";
    private const string FirstName = "Thelonius";
    private const string Address = "203.0.113.77";
    private const string Form = "Email address with " + Local;

    private static readonly string[] Personal = [Local, "Quillfeather", FirstName, Address, "SG.test"];

    private readonly FakeSendGrid _sendGrid = new();
    private readonly Recorder _recorder = new();
    private readonly InterferingTable _table = new(new InMemoryTable());
    private readonly TestEngine _engine;

    public PersonalDataTests()
    {
        _engine = new TestEngine(services =>
        {
            _recorder.Listen(services);
            services.AddSingleton<ICourseTable>(_table).AddSingleton<IMailSender, SendGridMailSender>();
            services.AddHttpClient(SendGridApi.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => _sendGrid);
        });
        _recorder.Hear(_engine);
    }

    public static TheoryData<string, Func<HttpResponseMessage>> Answers { get; } =
        new()
        {
            { "Accepted", () => new(HttpStatusCode.Accepted) },
            { "RecipientsRefused", () => Refusal("personalizations.0.to.0.email") },
            { "Refused", () => Refusal(null) },
            { "MailRefused", () => Refusal("content.0.value") },
            { "MailRefused", () => Refusal(Email) },
            { "MailRefused", () => Refusal($"personalizations.0.substitutions.{FirstName}") },
            { "MailRefused", () => Answer(HttpStatusCode.BadRequest, $"<h1>What is {Email}?</h1>") },
            { "TooLarge", () => Answer(HttpStatusCode.RequestEntityTooLarge, Email) },
            { "Throttled", () => Answer(HttpStatusCode.TooManyRequests, Email) },
            { "Misconfigured", () => Answer(HttpStatusCode.Forbidden, Email) },
            { "Unknown", () => Answer(HttpStatusCode.BadGateway, Email) },
            {
                "NotReached",
                () => throw new HttpRequestException(HttpRequestError.ConnectionError, Email, new SocketException(111))
            },
            { "NotReached", () => throw new HttpRequestException(HttpRequestError.NameResolutionError, Email) },
            {
                "Unknown",
                () =>
                    throw new HttpRequestException(
                        HttpRequestError.InvalidResponse,
                        $"Received an invalid status line: '{Email}'."
                    )
            },
            { "Unknown", () => throw new TaskCanceledException(Email) },
            { "Unknown", () => throw new IOException(Email) },
        };

    public void Dispose()
    {
        _engine.Dispose();
        _recorder.Dispose();
        _sendGrid.Dispose();
    }

    [Theory]
    [InlineData($$"""{"email":"{{Email}}","firstName":"{{FirstName}}","timeZone":"Europe/Berlin","consent":true}""", 202)]
    [InlineData($$"""{"email":"{{Email}}@","firstName":"{{FirstName}}1","timeZone":"{{Local}}","hour":99}""", 400)]
    [InlineData($$"""{"email":["{{Email}}"],"firstName":{"{{FirstName}}":1},"timeZone":1}""", 400)]
    [InlineData($$"""{"email":"{{Email}}""", 400)]
    [InlineData($$""" "{{Email}}" """, 400)]
    public async Task A_sign_up_good_or_bad(string json, int status)
    {
        var answer = await PostSignUpAsync(json);

        Assert.Equal(status, answer);
        AssertNothingPersonal();
    }

    [Fact]
    public async Task A_sign_up_by_form_good_bad_and_broken()
    {
        await _engine.PostFormAsync(
            "SignUp",
            ("email", Email),
            ("firstName", FirstName),
            ("timeZone", "Europe/Berlin"),
            ("consent", "on")
        );
        await _engine.PostFormAsync("SignUp", ("email", Form), ("firstName", FirstName + "!"));
        await _engine.PostAsync("SignUp", "multipart/form-data; boundary=x", Encoding.UTF8.GetBytes($"--x\r\n{Email}"));
        await _engine.PostAsync(
            "SignUp",
            Requests.UrlEncoded,
            Encoding.UTF8.GetBytes("email=" + string.Concat(Enumerable.Repeat(Local, 2000)))
        );

        AssertNothingPersonal();
    }

    [Fact]
    public async Task Everything_a_person_can_do()
    {
        await SignUpAsync();
        await SignUpAsync();
        await _engine.OpenAsync("ShowConfirm", Token(LinkPurpose.Confirm));
        await _engine.PostFormAsync("Confirm", ("t", Token(LinkPurpose.Confirm)), ("timeZone", Local));
        await _engine.PostFormAsync("Confirm", ("t", Token(LinkPurpose.Confirm)), ("start", "now"));
        await _engine.RunAsync();
        await _engine.OpenAsync("Lesson", Token(LinkPurpose.Read), TestEngine.Lessons[0].ToString());
        await _engine.OpenAsync("Lesson", Token(LinkPurpose.Read) + Local, Local);
        await _engine.PostFormAsync("Find", ("email", Email));
        await _engine.PostFormAsync("Find", ("email", Email + "@"));
        await _engine.Get<ChangeSchedule>().HandleAsync(_engine.IdOf(Email), People.Schedule(hour: 20));
        await _engine.Get<Pause>().HandleAsync(_engine.IdOf(Email), days: 2);
        await _engine.Get<Resume>().HandleAsync(_engine.IdOf(Email));
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(10));
        await _engine.OpenAsync("ShowUnsubscribe", Token(LinkPurpose.Unsubscribe));
        await _engine.PostFormAsync("Unsubscribe", ("t", Token(LinkPurpose.Unsubscribe)));
        await _engine.OpenAsync("ShowRefuse", Token(LinkPurpose.Refuse));
        await _engine.PostFormAsync("Refuse", ("t", Token(LinkPurpose.Refuse)));
        await _engine.PostFormAsync("Refuse", ("t", Token(LinkPurpose.Refuse)), ("sure", "yes"));
        await _engine.PostFormAsync("Refuse", ("t", Token(LinkPurpose.Refuse)), ("lift", "yes"));

        Assert.Subset(
            _recorder.Traces.Select(trace => trace.OperationName).ToHashSet(),
            new HashSet<string>
            {
                "sign up",
                "confirm",
                "change schedule",
                "pause",
                "resume",
                "unsubscribe",
                "refuse",
                "lift refusal",
                "run shard",
                "send batch",
                "SendGrid mail/send",
            }
        );
        AssertNothingPersonal();
    }

    [Theory]
    [MemberData(nameof(Answers), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_comes_of_a_call(string outcome, Func<HttpResponseMessage> answer)
    {
        await SignUpAsync();
        _sendGrid.Answer = answer;

        await _engine.RunAsync();

        Assert.Contains(
            _recorder.Measurements,
            each => each.Instrument == "emailcourse.sendgrid.duration" && each.Tags == $"outcome={outcome}"
        );
        AssertNothingPersonal();
    }

    [Fact]
    public async Task An_answer_that_stays_lost()
    {
        await SignUpAsync();
        _sendGrid.Answer = () => Answer(HttpStatusCode.BadGateway, Email);

        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(2));

        Assert.True(
            _recorder.Measurements.Max(each => each.Instrument == "emailcourse.batch.unknown.age" ? each.Value : 0) > 3600
        );
        AssertNothingPersonal();
    }

    [Theory]
    [InlineData("bounce")]
    [InlineData("dropped")]
    [InlineData("spamreport")]
    [InlineData("processed")]
    [InlineData(Email)]
    public async Task Every_event(string kind)
    {
        await SignUpAsync();
        await _engine.RunAsync();

        await _engine.PostEventsAsync(
            $$"""
            [{"event":"{{kind}}","email":"{{Email}}","reason":"550 {{Email}} {{FirstName}} unknown","subscriber":"{{_engine.IdOf(
                Email
            )}}","batch":"{{Local}}"},
             {"event":["{{Email}}"]}, "{{Email}}", {"event":"bounce","subscriber":"{{Email}}"}]
            """
        );

        AssertNothingPersonal();
    }

    [Fact]
    public async Task Events_that_are_not_believed()
    {
        await _engine.PostEventsAsync($"[\"{Email}\"]", signature: Email, timestamp: Local);
        await _engine.PostEventsAsync($"[\"{Email}\"");

        AssertNothingPersonal();
    }

    [Fact]
    public async Task A_queue_that_is_down()
    {
        _engine.Queue.Down = new RequestFailedException(503, "Server busy.");

        await SignUpAsync();

        Assert.Contains(
            _recorder.Logs,
            line => line.Contains("Could not trigger the delivery of shard", StringComparison.Ordinal)
        );
        AssertNothingPersonal();
    }

    [Fact]
    public async Task A_table_that_is_down()
    {
        _table.BeforeCommit = _ => throw new RequestFailedException(503, "Server busy.");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(SignUpAsync);

        AssertNothingPersonalIn(failure.ToString());
        AssertNothingPersonal();
    }

    [Fact]
    public async Task A_row_that_never_stops_changing()
    {
        await SignUpAsync();
        _table.BeforeCommit = _ => _engine.ChangeAsync(each => each with { LastSignUpMailAt = _engine.Clock.Now }, Email);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _engine.UnsubscribeAsync(Email));

        AssertNothingPersonalIn(failure.ToString());
        AssertNothingPersonal();
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body) };

    private static HttpResponseMessage Refusal(string? field)
    {
        var named = field is null ? "null" : $"\"{field}\"";
        return Answer(
            HttpStatusCode.BadRequest,
            $$"""{"errors":[{"message":"What {{FirstName}} wrote, {{Email}}, is no address.","field":{{named}}}]}"""
        );
    }

    private string Token(LinkPurpose purpose) => _engine.TokenFor(purpose, Email);

    private Task<int> SignUpAsync() =>
        PostSignUpAsync($$"""{"email":"{{Email}}","firstName":"{{FirstName}}","timeZone":"Europe/Berlin","consent":true}""");

    private async Task<int> PostSignUpAsync(string json)
    {
        var answer = await _engine.CallAsync(
            "SignUp",
            context =>
            {
                context.Request.ContentType = "application/json";
                context.Connection.RemoteIpAddress = IPAddress.Parse(Address);
                context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
            }
        );
        return answer.Response.StatusCode;
    }

    private void AssertNothingPersonal() => Assert.All(_recorder.Everything(), AssertNothingPersonalIn);

    private static void AssertNothingPersonalIn(string text) =>
        Assert.All(Personal, each => Assert.DoesNotContain(each, text, StringComparison.OrdinalIgnoreCase));
}
