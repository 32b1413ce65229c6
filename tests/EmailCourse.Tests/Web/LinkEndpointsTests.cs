using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class LinkEndpointsTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pressing_the_button_confirms_wherever_the_token_stands(bool inForm)
    {
        await _engine.SignUpAsync();
        var token = _engine.TokenFor(LinkPurpose.Confirm, expires: TestEngine.Start + Duration.FromDays(7));

        var page = inForm
            ? await _engine.PostFormAsync("Confirm", ("t", token), ("start", "now"))
            : await _engine.PostAsync("Confirm", Requests.UrlEncoded, Requests.Form(("start", "now")), token);

        Assert.Equal(200, page.Response.StatusCode);
        Assert.Contains("<h1>Welcome</h1>", page.Text(), StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync()).State);
    }

    [Theory]
    [InlineData("ShowConfirm", nameof(LinkPurpose.Confirm), "/confirm")]
    [InlineData("ShowUnsubscribe", nameof(LinkPurpose.Unsubscribe), "/unsubscribe")]
    [InlineData("ShowRefuse", nameof(LinkPurpose.Refuse), "/never-again")]
    public async Task Opening_a_link_shows_a_button_that_carries_the_token(string endpoint, string purpose, string action)
    {
        await _engine.SignUpAsync();
        var token = _engine.TokenFor(Enum.Parse<LinkPurpose>(purpose));

        var page = await _engine.OpenAsync(endpoint, token);

        Assert.Equal(200, page.Response.StatusCode);
        Assert.Contains($"<form method=\"post\" action=\"{action}\">", page.Text(), StringComparison.Ordinal);
        Assert.Contains($"name=\"t\" value=\"{token}\"", page.Text(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Endpoints { get; } =
        new()
        {
            { "ShowConfirm", nameof(LinkPurpose.Confirm) },
            { "Confirm", nameof(LinkPurpose.Confirm) },
            { "ShowUnsubscribe", nameof(LinkPurpose.Unsubscribe) },
            { "Unsubscribe", nameof(LinkPurpose.Unsubscribe) },
            { "ShowRefuse", nameof(LinkPurpose.Refuse) },
            { "Refuse", nameof(LinkPurpose.Refuse) },
            { "Lesson", nameof(LinkPurpose.Read) },
        };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_link_that_is_no_good_gets_a_kind_page_and_changes_nothing(string endpoint, string purpose)
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();
        var good = _engine.TokenFor(Enum.Parse<LinkPurpose>(purpose));
        var ofAnotherPurpose = _engine.TokenFor(purpose == nameof(LinkPurpose.Confirm) ? LinkPurpose.Read : LinkPurpose.Confirm);

        foreach (
            var token in new[]
            {
                "",
                "x",
                "!",
                "\0\"<script>",
                "a!b.c!d",
                "AB.AB",
                "A.A",
                good[..^1],
                good[..^5],
                good[..40],
                Altered(good, 5),
                Altered(good, good.Length - 5),
                good + "x",
                good.Replace('.', ','),
                'A' + good[1..] + 'A',
                ofAnotherPurpose,
                new('a', 5000),
            }
        )
        {
            var page = await _engine.OpenAsync(endpoint, token, "not-too-much");
            Assert.Equal(400, page.Response.StatusCode);
            Assert.Contains("This link does not work", page.Text(), StringComparison.Ordinal);
        }

        Assert.Equal(before, _engine.Snapshot());
    }

    [Theory]
    [InlineData("ShowConfirm")]
    [InlineData("Confirm")]
    public async Task An_expired_link_says_so_and_changes_nothing(string endpoint)
    {
        await _engine.SignUpAsync();
        var before = _engine.Snapshot();

        var page = await _engine.OpenAsync(endpoint, _engine.TokenFor(LinkPurpose.Confirm, expires: TestEngine.Start));

        Assert.Equal(410, page.Response.StatusCode);
        Assert.Contains("This link has expired", page.Text(), StringComparison.Ordinal);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Theory]
    [InlineData("Confirm", nameof(LinkPurpose.Confirm))]
    [InlineData("Lesson", nameof(LinkPurpose.Read))]
    public async Task The_link_of_an_erased_subscriber_says_that_nothing_is_held(string endpoint, string purpose)
    {
        var token = _engine.TokenFor(Enum.Parse<LinkPurpose>(purpose));

        var page =
            endpoint == "Confirm"
                ? await _engine.PostFormAsync("Confirm", ("t", token), ("start", "now"))
                : await _engine.OpenAsync(endpoint, token, "not-too-much");

        Assert.Equal(410, page.Response.StatusCode);
        Assert.Contains("no longer hold anything", page.Text(), StringComparison.Ordinal);
        Assert.Empty(_engine.Snapshot());
    }

    [Fact]
    public async Task The_stop_link_of_an_erased_subscriber_is_answered_yes()
    {
        Assert.Equal(
            200,
            (await _engine.OpenAsync("Unsubscribe", _engine.TokenFor(LinkPurpose.Unsubscribe))).Response.StatusCode
        );
        Assert.Empty(_engine.Snapshot());
    }

    [Fact]
    public async Task The_button_of_someone_who_stopped_asks_for_a_new_sign_up()
    {
        await _engine.BecomeActiveAsync();
        await _engine.UnsubscribeAsync();

        var page = await _engine.PostFormAsync("Confirm", ("t", _engine.TokenFor(LinkPurpose.Confirm)), ("start", "now"));

        Assert.Equal(409, page.Response.StatusCode);
        Assert.Contains("You stopped these emails", page.Text(), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> OneClickBodies { get; } =
        new()
        {
            { Requests.UrlEncoded, "List-Unsubscribe=One-Click" },
            {
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n"
            },
            { Requests.UrlEncoded, "" },
            { "multipart/form-data", "broken" },
            { "", "" },
            { "text/plain", "List-Unsubscribe=One-Click" },
        };

    [Theory]
    [MemberData(nameof(OneClickBodies))]
    public async Task One_click_stops_the_mails_whatever_the_body(string contentType, string body)
    {
        await _engine.BecomeActiveAsync();

        var answer = await _engine.PostAsync(
            "Unsubscribe",
            contentType,
            System.Text.Encoding.ASCII.GetBytes(body),
            _engine.TokenFor(LinkPurpose.Unsubscribe)
        );

        Assert.Equal(200, answer.Response.StatusCode);
        Assert.False(answer.Response.Headers.ContainsKey("Location"));
        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync()).State);
    }

    [Fact]
    public async Task Stopping_again_is_answered_yes_again()
    {
        await _engine.BecomeActiveAsync();
        var token = _engine.TokenFor(LinkPurpose.Unsubscribe);

        await _engine.OpenAsync("Unsubscribe", token);

        Assert.Equal(200, (await _engine.OpenAsync("Unsubscribe", token)).Response.StatusCode);
    }

    [Fact]
    public async Task A_stop_is_carried_out_even_if_the_mail_program_hangs_up()
    {
        await _engine.BecomeActiveAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _engine.CallAsync(
                "Unsubscribe",
                context =>
                {
                    context.Request.QueryString = QueryString.Create("t", _engine.TokenFor(LinkPurpose.Unsubscribe));
                    context.RequestAborted = new CancellationToken(canceled: true);
                }
            )
        );

        Assert.Equal(SubscriberState.Unsubscribed, (await _engine.SubscriberAsync()).State);
    }

    private static string Altered(string token, int position) =>
        token[..position] + (token[position] == 'A' ? 'B' : 'A') + token[(position + 1)..];
}
