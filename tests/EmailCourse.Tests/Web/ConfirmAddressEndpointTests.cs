using EmailCourse.Links;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class ConfirmAddressEndpointTests : IDisposable
{
    private const string New = "ana.new@example.org";

    private readonly TestEngine _engine = new();

    private string Token => _engine.TokenFor(LinkPurpose.ConfirmAddress, New, expires: TestEngine.Start + Duration.FromDays(7));

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_button_of_the_mail_moves_the_course()
    {
        await AskedAsync();

        var page = await _engine.PostFormAsync("ConfirmAddress", ("t", Token), ("sure", "yes"));
        await _engine.RunAsync();

        Assert.Equal(200, page.Response.StatusCode);
        Assert.Contains("Your emails now come here", page.Text(), StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync(New)).State);
    }

    [Fact]
    public async Task A_scanner_that_opens_the_link_or_submits_the_form_changes_nothing()
    {
        await AskedAsync();
        var before = _engine.Snapshot();

        var opened = await _engine.OpenAsync("ShowConfirmAddress", Token);
        var submitted = await _engine.PostFormAsync("ConfirmAddress", ("t", Token));

        Assert.Equal((200, 400), (opened.Response.StatusCode, submitted.Response.StatusCode));
        Assert.Contains("Please tick the box", submitted.Text(), StringComparison.Ordinal);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task The_page_tells_nothing_of_whose_course_it_is()
    {
        await AskedAsync();

        var page = (await _engine.OpenAsync("ShowConfirmAddress", Token)).Text();

        Assert.DoesNotContain(People.Ana, page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_expired_link_says_how_to_ask_again()
    {
        await AskedAsync();
        var token = Token;
        _engine.Clock.Now += Duration.FromDays(7);

        var page = await _engine.PostFormAsync("ConfirmAddress", ("t", token), ("sure", "yes"));

        Assert.Equal(410, page.Response.StatusCode);
        Assert.Contains("ask for the change once more", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_move_any_more_the_page_says_so()
    {
        await AskedAsync();
        await _engine.UnsubscribeAsync();

        var page = await _engine.PostFormAsync("ConfirmAddress", ("t", Token), ("sure", "yes"));

        Assert.Equal(410, page.Response.StatusCode);
        Assert.Contains("There is nothing to move", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_to_who_asks_is_the_same_whatever_is_known_of_the_new_address()
    {
        await _engine.BecomeActiveAsync();
        await _engine.BecomeActiveAsync("subscribed@example.org");
        await _engine.SignUpAsync("pending@example.org");
        await _engine.SuppressAsync("bounced@example.org");
        var refused = People.Address("refused@example.org");
        await _engine
            .Get<Refuse>()
            .HandleAsync(_engine.IdOf("refused@example.org"), _engine.Get<SubscriberIdFactory>().MailboxOf(refused));

        var answers = new List<(int, string)>();
        foreach (var name in new[] { "unknown", "subscribed", "pending", "bounced", "refused" })
        {
            var answer = await ChangeAsync($"{name}@example.org");
            answers.Add((answer.Response.StatusCode, answer.Response.Headers.Location.ToString()));
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(303, answers[0].Item1);
    }

    [Fact]
    public async Task So_many_new_addresses_an_hour_as_sign_ups_come_from_one_network()
    {
        using var engine = new TestEngine(services =>
            Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<EmailCourseOptions>(
                services,
                options => options.Quotas.PerNetwork = 2
            )
        );
        await engine.BecomeActiveAsync();

        var statuses = new List<int>();
        for (var number = 0; number < 3; number++)
        {
            statuses.Add((await ChangeAsync($"new{number}@example.org", engine)).Response.StatusCode);
        }

        await engine.RunAsync();
        Assert.Equal([303, 303, 429], statuses);
        Assert.Empty(engine.MailsTo("new2@example.org"));
    }

    private async Task AskedAsync()
    {
        await _engine.BecomeActiveAsync();
        await ChangeAsync(New);
        await _engine.RunAsync();
        Assert.Equal(["confirm-address"], _engine.MailsTo(New));
    }

    private Task<Microsoft.AspNetCore.Http.DefaultHttpContext> ChangeAsync(string email, TestEngine? engine = null)
    {
        engine ??= _engine;
        var form = Requests.Form(("t", engine.TokenFor(LinkPurpose.Manage)), ("act", "address"), ("email", email));
        return engine.CallAsync(
            "Manage",
            context =>
            {
                context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("192.0.2.1");
                context.Request.ContentType = Requests.UrlEncoded;
                context.Request.ContentLength = form.Length;
                context.Request.Body = new MemoryStream(form);
            }
        );
    }
}
