using System.Net;
using AngleSharp.Html.Parser;
using EmailCourse.Links;
using EmailCourse.Telemetry;
using EmailCourse.Tests.Engine;
using EmailCourse.Tests.Telemetry;
using EmailCourse.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

/// <summary>The form tells people from programs by its time and by a field that no person sees, without a script.</summary>
public sealed class SignUpFormTests : IDisposable
{
    private static readonly Duration Minimum = Duration.FromSeconds(2);

    private readonly Recorder _recorder = new();
    private readonly TestEngine _engine = WithMinimum(Minimum);

    public SignUpFormTests() => _recorder.Hear(_engine);

    public void Dispose()
    {
        _engine.Dispose();
        _recorder.Dispose();
    }

    [Fact]
    public async Task The_form_of_the_page_is_taken_after_two_seconds_and_for_a_day()
    {
        var token = await DrawAsync();

        _engine.Clock.Now += Minimum;
        Assert.Equal(303, (await PostAsync("first@example.org", token)).Response.StatusCode);
        _engine.Clock.Now += Duration.FromDays(1) - Minimum - Duration.FromSeconds(1);
        Assert.Equal(303, (await PostAsync("last@example.org", token)).Response.StatusCode);

        Assert.Equal(2, _recorder.Sum("emailcourse.forms.accepted", "form=sign-up"));
    }

    [Fact]
    public async Task A_form_that_comes_back_too_fast_is_shown_again_and_taken_when_its_time_has_come()
    {
        var token = await DrawAsync();
        _engine.Clock.Now += Minimum - Duration.FromMilliseconds(1);

        var again = await PostAsync(People.Ana, token);

        AssertIsShownAgain(again, FormRefusal.TooFast);
        _engine.Clock.Now += Duration.FromMilliseconds(1);
        Assert.Equal(303, (await PostAsync(People.Ana, TokenIn(again))).Response.StatusCode);
    }

    [Fact]
    public async Task Forms_that_are_drawn_within_a_second_are_the_same_and_the_next_one_is_new()
    {
        var first = await DrawAsync();
        _engine.Clock.Now += Duration.FromMilliseconds(999);
        var second = await DrawAsync();
        _engine.Clock.Now += Duration.FromMilliseconds(1);
        var third = await DrawAsync();

        Assert.Equal(first, second);
        Assert.NotEqual(second, third);
        _engine.Clock.Now += Minimum - Duration.FromMilliseconds(1);
        AssertIsShownAgain(await PostAsync(People.Ana, third), FormRefusal.TooFast);
    }

    [Fact]
    public async Task A_form_is_drawn_anew_when_the_clock_was_put_back()
    {
        await DrawAsync();
        _engine.Clock.Now -= Duration.FromHours(1);

        var token = await DrawAsync();

        _engine.Clock.Now += Minimum;
        Assert.Equal(303, (await PostAsync(People.Ana, token)).Response.StatusCode);
    }

    [Fact]
    public async Task Whoever_left_the_page_open_for_a_day_presses_once_more_and_that_is_all()
    {
        var token = await DrawAsync();
        _engine.Clock.Now += Duration.FromDays(1);

        var again = await PostAsync(People.Ana, token);

        AssertIsShownAgain(again, FormRefusal.Stale);
        Assert.Equal(303, (await PostAsync(People.Ana, TokenIn(again))).Response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData(LinkPurpose.Manage)]
    public async Task A_form_that_was_not_drawn_here_is_shown_again_and_then_waits_like_every_other(object token)
    {
        var again = await PostAsync(People.Ana, token is LinkPurpose other ? _engine.TokenFor(other) : (string)token);

        AssertIsShownAgain(again, FormRefusal.NoToken);
        AssertIsShownAgain(await PostAsync(People.Ana, TokenIn(again)), FormRefusal.TooFast);
        _engine.Clock.Now += Minimum;
        Assert.Equal(303, (await PostAsync(People.Ana, TokenIn(again))).Response.StatusCode);
    }

    [Fact]
    public async Task Whoever_corrects_a_mistake_need_not_wait_again()
    {
        var token = await DrawAsync();
        _engine.Clock.Now += Minimum;

        var again = await PostAsync("ana@localhost", token);

        Assert.Equal(400, again.Response.StatusCode);
        Assert.DoesNotContain("press once more", again.Text(), StringComparison.Ordinal);
        Assert.Equal(303, (await PostAsync(People.Ana, TokenIn(again))).Response.StatusCode);
    }

    [Fact]
    public async Task A_program_that_fills_in_what_nobody_sees_gets_the_answer_of_a_success_and_nothing_happens()
    {
        var token = await DrawAsync();
        _engine.Clock.Now += Minimum;
        var person = await PostAsync("person@example.org", token);
        var before = _engine.Snapshot();

        var program = await PostAsync("program@example.org", token, trap: "https://spam.example");

        Assert.Equal(
            (person.Response.StatusCode, person.Response.Headers.Location, person.Text()),
            (program.Response.StatusCode, program.Response.Headers.Location, program.Text())
        );
        Assert.Equal(before, _engine.Snapshot());
        Assert.Equal(1, _recorder.Sum("emailcourse.forms.refused", "reason=honeypot"));
        Assert.Equal(1, _recorder.Sum("emailcourse.forms.accepted"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    public async Task Its_form_is_shown_again_as_everybody_s_and_what_it_filled_in_is_empty_then(string token)
    {
        var again = await PostAsync(People.Ana, token, trap: "x");

        AssertIsShownAgain(again, FormRefusal.NoToken);
        var field = new HtmlParser().ParseDocument(again.Text()).QuerySelector("input[name=leave-empty]")!;
        Assert.Null(field.GetAttribute("value"));
    }

    [Fact]
    public async Task So_does_a_program_that_sends_json()
    {
        var answer = await _engine.PostJsonAsync(
            """{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true,"leave-empty":"https://spam.example"}"""
        );

        Assert.Equal(202, answer.Response.StatusCode);
        Assert.Empty(_engine.Snapshot());
    }

    [Fact]
    public async Task It_has_as_many_places_as_others_is_told_the_same_when_they_are_taken_and_takes_nobody_s()
    {
        var token = await DrawAsync();
        _engine.Clock.Now += Minimum;
        var statuses = new List<int>();
        for (var number = 0; number <= new QuotaOptions().PerNetwork; number++)
        {
            statuses.Add((await PostAsync($"p{number}@example.org", token, "x", "203.0.113.1")).Response.StatusCode);
        }

        Assert.Equal(429, statuses[^1]);
        Assert.All(statuses.SkipLast(1), status => Assert.Equal(303, status));
        Assert.Equal(303, (await PostAsync(People.Ana, token, network: "203.0.113.1")).Response.StatusCode);
    }

    [Fact]
    public async Task Json_is_no_form_and_has_no_time() =>
        Assert.Equal(
            202,
            (await _engine.PostJsonAsync("""{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true}"""))
                .Response
                .StatusCode
        );

    [Fact]
    public async Task Without_a_minimum_a_form_may_come_from_anywhere_at_once()
    {
        using var engine = WithMinimum(Duration.Zero);

        var answer = await engine.PostFormAsync(
            "SignUp",
            ("email", People.Ana),
            ("timeZone", "Europe/Berlin"),
            ("consent", "on"),
            ("formToken", "forged")
        );

        Assert.Equal(303, answer.Response.StatusCode);
    }

    [Fact]
    public async Task The_field_that_nobody_sees_is_out_of_the_way_of_eyes_keys_screen_readers_and_password_managers()
    {
        var document = new HtmlParser().ParseDocument((await _engine.OpenAsync("Landing")).Text());

        var field = document.QuerySelector("input[name=leave-empty]")!;

        Assert.Equal(
            ("-1", "off", ""),
            (field.GetAttribute("tabindex"), field.GetAttribute("autocomplete"), field.GetAttribute("value") ?? "")
        );
        Assert.All(
            ["data-1p-ignore", "data-bwignore", "data-lpignore", "data-form-type"],
            mark => Assert.True(field.HasAttribute(mark))
        );
        Assert.NotNull(field.Closest(".unseen[aria-hidden=true]"));
        Assert.Equal("true", field.ParentElement!.GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task The_landing_page_is_the_same_each_time_but_for_the_token_of_its_form()
    {
        var first = (await _engine.OpenAsync("Landing")).Text();
        _engine.Clock.Now += Duration.FromSeconds(1);
        var second = (await _engine.OpenAsync("Landing")).Text();

        var (one, two) = (TokenOf(first), TokenOf(second));
        Assert.NotEqual(one, two);
        Assert.Equal(first, second.Replace(two, one, StringComparison.Ordinal));
        Assert.DoesNotContain(PrerenderedPage.TokenPlaceholder, second, StringComparison.Ordinal);
    }

    private static TestEngine WithMinimum(Duration minimum) =>
        new(services => services.Configure<EmailCourseOptions>(options => options.MinimumFormTime = minimum.ToTimeSpan()));

    private static string TokenIn(HttpContext page) => TokenOf(page.Text());

    private static string TokenOf(string page) =>
        new HtmlParser().ParseDocument(page).QuerySelector("input[name=formToken]")!.GetAttribute("value")!;

    private async Task<string> DrawAsync() => TokenIn(await _engine.OpenAsync("Landing"));

    private void AssertIsShownAgain(HttpContext page, string reason)
    {
        Assert.Equal(400, page.Response.StatusCode);
        Assert.Equal("no-store", page.Response.Headers.CacheControl);
        Assert.Contains("Please press once more", page.Text(), StringComparison.Ordinal);
        Assert.Contains($"value=\"{People.Ana}\"", page.Text(), StringComparison.Ordinal);
        Assert.Contains("<option value=\"Europe/Berlin\" selected>", page.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("aria-invalid", page.Text(), StringComparison.Ordinal);
        Assert.Empty(_engine.Snapshot());
        Assert.Equal(1, _recorder.Sum("emailcourse.forms.refused", $"reason={reason}"));
    }

    private Task<DefaultHttpContext> PostAsync(string email, string token, string trap = "", string network = "") =>
        _engine.CallAsync(
            "SignUp",
            context =>
            {
                context.Request.ContentType = Requests.UrlEncoded;
                context.Request.Body = new MemoryStream(
                    Requests.Form(
                        ("email", email),
                        ("timeZone", "Europe/Berlin"),
                        ("consent", "on"),
                        ("formToken", token),
                        ("leave-empty", trap)
                    )
                );
                context.Connection.RemoteIpAddress = IPAddress.TryParse(network, out var address) ? address : null;
            }
        );
}
