using EmailCourse.Delivery;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NSubstitute;
using Xunit;
using EmailAddress = EmailCourse.Subscribers.EmailAddress;

namespace EmailCourse.Tests.Web.Desk;

public sealed class SignInTests : IDisposable
{
    private readonly ISignInMailSender _mails = Substitute.For<ISignInMailSender>();
    private readonly TestEngine _engine;
    private readonly List<Uri> _links = [];

    public SignInTests()
    {
        _engine = new(services => services.AddSingleton(_mails));
        _mails
            .WhenForAnyArgs(mails => mails.SendAsync(default!, default!, TestToken.Current))
            .Do(call => _links.Add(call.Arg<Uri>()));
    }

    public void Dispose() => _engine.Dispose();

    private static IEnumerable<string> DeskPosts { get; } =
    [
        .. CourseEndpoints
            .All.Where(each => each.Route.StartsWith("desk", StringComparison.Ordinal) && each.Methods.Contains("POST"))
            .Select(each => each.Name),
    ];

    [Fact]
    public async Task A_link_is_sent_to_an_operator_and_opens_the_desk()
    {
        var answer = await AskAsync(DeskRequests.Operator);

        Assert.Contains("Please look in your inbox", answer, StringComparison.Ordinal);
        await _mails
            .Received()
            .SendAsync(EmailAddress.Stored(DeskRequests.Operator), Assert.Single(_links), Arg.Any<CancellationToken>());
        Assert.StartsWith("https://course.example.org/desk/enter?t=", _links[0].ToString(), StringComparison.Ordinal);
        var cookie = await EnterAsync(_links[0]);
        Assert.Contains("How the course goes", await OpenAsync(cookie), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_gets_one_and_the_answer_is_the_same()
    {
        await _engine.BecomeActiveAsync();

        Assert.Equal(await AskAsync(DeskRequests.Operator), await AskAsync(People.Ana));
        Assert.Single(_links);
    }

    [Fact]
    public async Task An_operator_who_takes_the_course_cannot_open_the_desk_with_a_link_of_it()
    {
        await _engine.BecomeActiveAsync(DeskRequests.Operator);
        foreach (var purpose in Enum.GetValues<LinkPurpose>())
        {
            var answer = await _engine.PostFormAsync("DeskEnter", ("t", _engine.TokenFor(purpose, DeskRequests.Operator)));
            Assert.Equal(410, answer.Response.StatusCode);
        }
    }

    [Fact]
    public async Task A_link_works_once()
    {
        await AskAsync(DeskRequests.Operator);
        await EnterAsync(_links[0]);

        var again = await _engine.PostFormAsync("DeskEnter", ("t", TokenOf(_links[0])));

        Assert.Equal(410, again.Response.StatusCode);
        Assert.Equal(0, again.Response.Headers.SetCookie.Count);
    }

    [Fact]
    public async Task Of_two_who_use_a_link_at_once_one_gets_in()
    {
        await AskAsync(DeskRequests.Operator);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => _engine.PostFormAsync("DeskEnter", ("t", TokenOf(_links[0]))))
        );

        Assert.Single(answers, answer => answer.Response.StatusCode == 303);
    }

    [Theory]
    [InlineData(9, 303)]
    [InlineData(10, 410)]
    public async Task A_link_works_for_ten_minutes(int minutes, int status)
    {
        await AskAsync(DeskRequests.Operator);
        _engine.Clock.Now += Duration.FromMinutes(minutes);

        var answer = await _engine.PostFormAsync("DeskEnter", ("t", TokenOf(_links[0])));

        Assert.Equal(status, answer.Response.StatusCode);
    }

    [Fact]
    public async Task What_is_kept_of_a_used_link_is_forgotten_with_the_day()
    {
        await AskAsync(DeskRequests.Operator);
        await EnterAsync(_links[0]);
        Assert.Single(Rows("spent~"));

        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(2));

        Assert.Empty(Rows("spent~"));
    }

    [Fact]
    public async Task An_operator_gets_ten_mails_an_hour_at_most()
    {
        for (var request = 0; request < 15; request++)
        {
            await AskAsync(DeskRequests.Operator);
        }

        Assert.Equal(10, _links.Count);
    }

    [Fact]
    public async Task A_mail_that_fails_is_nothing_that_the_answer_tells()
    {
        var expected = await AskAsync(People.Ana);
        _mails
            .WhenForAnyArgs(mails => mails.SendAsync(default!, default!, TestToken.Current))
            .Do(_ => throw new InvalidOperationException("It fails."));

        Assert.Equal(expected, await AskAsync(DeskRequests.Operator));
    }

    [Theory]
    [InlineData(DeskRequests.Operator)]
    [InlineData(People.Ana)]
    public async Task A_mail_that_takes_long_is_given_up_before_the_answer_would_tell(string email)
    {
        var time = new SkippingTime();
        using var engine = new TestEngine(services =>
            services
                .AddSingleton<ISignInMailSender>(new StuckSender())
                .AddSingleton<TimeProvider>(time)
                .Configure<EmailCourseOptions>(options => options.AnswerTime = TimeSpan.FromMilliseconds(400))
        );

        var answer = engine.PostFormAsync("DeskSignIn", ("email", email));
        time.Pass(TimeSpan.FromMilliseconds(1999));
        Assert.False(answer.IsCompleted);
        time.Pass(TimeSpan.FromMilliseconds(1));

        Assert.Equal(200, (await answer).Response.StatusCode);
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_that_a_tick_takes_for_work()
    {
        await _engine.PostAtDeskAsync("DeskSignOut", await _engine.SignInAsync());

        await _engine.Get<ICourseDelivery>().TickAsync(TestToken.Current);

        Assert.Empty(_engine.Queue.Messages);
    }

    [Fact]
    public async Task The_key_opens_the_desk()
    {
        var answer = await _engine.PostFormAsync("DeskSignIn", ("key", DeskRequests.Key));

        Assert.Equal((303, "/desk"), (answer.Response.StatusCode, answer.Response.Headers.Location.ToString()));
        Assert.Contains("How the course goes", await OpenAsync(DeskRequests.CookieOf(answer)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thirty-two-or-more-random-letter")]
    [InlineData("thirty-two-or-more-random-letters ")]
    [InlineData("author@example.org")]
    public async Task Another_key_does_not(string key)
    {
        var answer = await _engine.PostFormAsync("DeskSignIn", ("key", key));

        Assert.Equal(403, answer.Response.StatusCode);
        Assert.Equal(0, answer.Response.Headers.SetCookie.Count);
        Assert.DoesNotContain(key, answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_is_seen_by_no_script_and_by_no_other_site()
    {
        var answer = await _engine.PostFormAsync("DeskSignIn", ("key", DeskRequests.Key));

        var cookie = answer.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("__Secure-desk=", cookie, StringComparison.Ordinal);
        Assert.EndsWith("; max-age=28800; path=/desk; secure; samesite=strict; httponly", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(479, true)]
    [InlineData(480, false)]
    public async Task A_session_lasts_eight_hours(int minutes, bool lasts)
    {
        var cookie = await _engine.SignInAsync();
        _engine.Clock.Now += Duration.FromMinutes(minutes);

        Assert.Equal(lasts, (await OpenAsync(cookie)).Length > 0);
    }

    [Fact]
    public async Task Signing_out_ends_every_session_and_the_cookie_that_somebody_copied()
    {
        var (one, other) = (await _engine.SignInAsync(), await _engine.SignInAsync());

        var answer = await _engine.PostAtDeskAsync("DeskSignOut", one);

        Assert.Equal("/desk/sign-in", answer.Response.Headers.Location.ToString());
        Assert.Empty(await OpenAsync(one));
        Assert.Empty(await OpenAsync(other));
        Assert.NotEmpty(await OpenAsync(await _engine.SignInAsync()));
    }

    [Fact]
    public async Task Whoever_is_taken_off_the_list_is_out_at_once()
    {
        var cookie = await _engine.SignInAsync();
        using var later = new TestEngine(
            _engine.Table,
            services => services.PostConfigure<EmailCourseOptions>(options => options.Desk.AccessKey = "")
        );

        var page = await later.OpenAtDeskAsync("ShowDesk", cookie);

        Assert.Equal(303, page.Response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("__Secure-desk=")]
    [InlineData("__Secure-desk=a.b")]
    public async Task Without_a_session_there_is_nothing_but_the_way_to_one(string cookie)
    {
        var page = await _engine.OpenAtDeskAsync("ShowDesk", cookie);

        Assert.Equal((303, "/desk/sign-in"), (page.Response.StatusCode, page.Response.Headers.Location.ToString()));
        Assert.Empty(page.Text());
    }

    [Fact]
    public async Task A_form_without_the_sessions_own_token_changes_nothing()
    {
        var (cookie, other) = (await _engine.SignInAsync(), await _engine.SignInAsync());
        var before = _engine.Snapshot();
        _engine.Clock.Now += Duration.FromSeconds(1);
        var third = await _engine.SignInAsync();
        var foreign = DeskRequests.FormTokenOf(third);

        foreach (var endpoint in DeskPosts.Except(["DeskSignIn", "DeskEnter"]))
        {
            foreach (var token in new[] { "", "00", foreign })
            {
                var answer = await _engine.PostAtDeskAsync(endpoint, cookie, Requests.Form((DeskGate.FormField, token)));
                Assert.Equal(403, answer.Response.StatusCode);
            }
        }

        Assert.Equal(before, _engine.Snapshot());
        Assert.NotEmpty(await OpenAsync(other));
    }

    [Theory]
    [InlineData("cross-site", "https://elsewhere.example")]
    [InlineData("same-site", "https://shop.example.org")]
    [InlineData("", "https://elsewhere.example")]
    public async Task A_form_that_a_page_elsewhere_sends_is_not_taken(string site, string origin)
    {
        var cookie = await _engine.SignInAsync();
        var form = Requests.Form((DeskGate.FormField, DeskRequests.FormTokenOf(cookie)), ("key", DeskRequests.Key));
        foreach (var endpoint in DeskPosts)
        {
            var answer = await _engine.CallAsync(
                endpoint,
                context =>
                {
                    context.Request.Headers.Cookie = cookie;
                    context.Request.Headers["Sec-Fetch-Site"] = site;
                    context.Request.Headers.Origin = origin;
                    context.Request.ContentType = Requests.UrlEncoded;
                    context.Request.Body = new MemoryStream(form);
                }
            );

            Assert.Equal(403, answer.Response.StatusCode);
        }

        Assert.NotEmpty(await OpenAsync(cookie));
    }

    [Fact]
    public async Task A_course_that_names_nobody_has_no_desk()
    {
        using var engine = new TestEngine(services =>
            services.PostConfigure<EmailCourseOptions>(options => options.Desk = new())
        );
        foreach (
            var endpoint in CourseEndpoints.All.Where(endpoint => endpoint.Route.StartsWith("desk", StringComparison.Ordinal))
        )
        {
            var answer = await engine.CallAsync(endpoint.Name, _ => { });

            Assert.Equal(404, answer.Response.StatusCode);
        }
    }

    [Fact]
    public async Task One_network_may_try_only_so_often_in_an_hour()
    {
        var statuses = new List<int>();
        for (var request = 0; request < 25; request++)
        {
            var answer = await _engine.CallAsync(
                "DeskSignIn",
                context =>
                {
                    var form = Requests.Form(("key", "not the key"));
                    context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("192.0.2.7");
                    context.Request.ContentType = Requests.UrlEncoded;
                    context.Request.Body = new MemoryStream(form);
                }
            );
            statuses.Add(answer.Response.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(403, 20), .. Enumerable.Repeat(429, 5)], statuses);
    }

    private IEnumerable<string> Rows(string prefix) =>
        ShardKey
            .All.SelectMany(_engine.Table.Rows)
            .Select(row => row.RowKey)
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal));

    private async Task<string> AskAsync(string email)
    {
        var answer = await _engine.PostFormAsync("DeskSignIn", ("email", email));
        Assert.Equal(200, answer.Response.StatusCode);
        return answer.Text();
    }

    private async Task<string> EnterAsync(Uri link)
    {
        var answer = await _engine.PostFormAsync("DeskEnter", ("t", TokenOf(link)));
        Assert.Equal(303, answer.Response.StatusCode);
        return DeskRequests.CookieOf(answer);
    }

    private static string TokenOf(Uri link) => link.Query["?t=".Length..];

    /// <summary>The page, or nothing where it is not shown.</summary>
    private async Task<string> OpenAsync(string cookie)
    {
        var page = await _engine.OpenAtDeskAsync("ShowDesk", cookie);
        return page.Response.StatusCode == 200 ? page.Text() : "";
    }

    private sealed class StuckSender : ISignInMailSender
    {
        public Task SendAsync(EmailAddress to, Uri link, CancellationToken cancellationToken) =>
            Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
