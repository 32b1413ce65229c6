using System.Net;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NSubstitute;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class SignUpQuotaTests : IDisposable
{
    private static readonly QuotaOptions Limits = new();

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Ten_thousand_addresses_from_one_network_are_refused_but_for_the_first_of_each_hour()
    {
        var answers = new List<int>();
        for (var number = 0; number < 10_000; number++)
        {
            answers.Add((await PostAsync($"learner-{number}@example.org", $"203.0.113.{number % 256}")).Response.StatusCode);
        }

        await _engine.RunAsync();

        Assert.Equal(Limits.PerNetwork, answers.Count(status => status == 303));
        Assert.Equal(10_000 - Limits.PerNetwork, answers.Count(status => status == 429));
        Assert.Equal(Limits.PerNetwork, _engine.Provider.Accepted.Count);
        Assert.Equal(303, (await PostAsync("visitor@example.org", "198.51.100.7")).Response.StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.9", true)]
    [InlineData("::ffff:203.0.113.9", true)]
    [InlineData("203.0.114.9", false)]
    [InlineData("2001:db8:0:1::1", false)]
    public async Task A_network_is_the_first_three_bytes_of_an_address(string address, bool isSame)
    {
        await FillAsync("203.0.113.1");

        var answer = await PostAsync("visitor@example.org", address);

        Assert.Equal(isSame ? 429 : 303, answer.Response.StatusCode);
    }

    [Theory]
    [InlineData("2001:db8:0:aff::1", true)]
    [InlineData("2001:db8:0:b00::1", false)]
    public async Task Or_the_first_seven_of_IPv6(string address, bool isSame)
    {
        await FillAsync("2001:db8:0:a00::1");

        var answer = await PostAsync("visitor@example.org", address);

        Assert.Equal(isSame ? 429 : 303, answer.Response.StatusCode);
    }

    [Fact]
    public async Task Whoever_is_refused_is_told_when_to_come_again_and_may_then()
    {
        _engine.Clock.Now += Duration.FromMinutes(59);
        await FillAsync("203.0.113.1");

        var page = await PostAsync("visitor@example.org", "203.0.113.1");
        var json = await _engine.CallAsync(
            "SignUp",
            context =>
            {
                context.Request.ContentType = "application/json";
                context.Request.Body = new MemoryStream(
                    """{"email":"visitor@example.org","timeZone":"Europe/Berlin","consent":true}"""u8.ToArray()
                );
                context.Connection.RemoteIpAddress = IPAddress.Parse("203.0.113.1");
            }
        );

        Assert.Equal((429, "60"), (page.Response.StatusCode, page.Response.Headers.RetryAfter.ToString()));
        Assert.Contains("Please try again a little later", page.Text(), StringComparison.Ordinal);
        Assert.Equal((429, "60"), (json.Response.StatusCode, json.Response.Headers.RetryAfter.ToString()));
        _engine.Clock.Now += Duration.FromMinutes(1);
        Assert.Equal(303, (await PostAsync("visitor@example.org", "203.0.113.1")).Response.StatusCode);
    }

    [Fact]
    public async Task A_sign_up_with_a_mistake_takes_no_place()
    {
        for (var number = 0; number < 2 * Limits.PerNetwork; number++)
        {
            Assert.Equal(400, (await PostAsync("nobody", "203.0.113.1")).Response.StatusCode);
        }

        Assert.Equal(303, (await PostAsync("visitor@example.org", "203.0.113.1")).Response.StatusCode);
    }

    [Fact]
    public async Task Too_many_of_one_domain_are_all_asked_to_confirm_hour_by_hour_in_the_order_of_coming()
    {
        using var engine = WithLimits(perDomain: 10, perHour: 0);
        for (var number = 0; number < 25; number++)
        {
            await engine.SignUpAsync($"learner-{number:00}@example.org");
        }

        await engine.SignUpAsync("elsewhere@example.net");
        await engine.RunAsync();

        Assert.Equal(["confirm"], engine.MailsTo("elsewhere@example.net"));
        Assert.Equal(10, Asked(0, 10));
        Assert.Equal(0, Asked(10, 25));
        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(1));
        Assert.Equal((10, 0), (Asked(10, 20), Asked(20, 25)));
        await engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(2));
        Assert.Equal(5, Asked(20, 25));

        int Asked(int from, int before) =>
            Enumerable.Range(from, before - from).Count(number => engine.MailsTo($"learner-{number:00}@example.org").Count > 0);
    }

    [Fact]
    public async Task No_more_are_asked_in_an_hour_than_the_course_wants_to()
    {
        const int PerShard = 2;
        using var engine = WithLimits(perDomain: 0, perHour: PerShard * ShardKey.All.Count);
        for (var number = 0; number < 100; number++)
        {
            await engine.SignUpAsync($"learner@domain-{number}.example.org");
        }

        var counts = new List<int>();
        for (var hour = 0; counts.Sum() < 100; hour++)
        {
            await engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(hour));
            counts.Add(engine.Provider.Accepted.Count(mail => mail.Mail == "confirm") - counts.Sum());
        }

        Assert.All(counts, count => Assert.InRange(count, 0, PerShard * ShardKey.All.Count));
    }

    [Fact]
    public async Task A_queue_longer_than_a_day_closes_the_form_to_everybody_of_that_domain()
    {
        using var engine = WithLimits(perDomain: 1, perHour: 0);
        await engine.BecomeActiveAsync();
        for (var number = 0; number < 25; number++)
        {
            await engine.SignUpAsync($"learner-{number}@example.org");
        }

        foreach (var email in new[] { "new@example.org", People.Ana, "learner-1@example.org" })
        {
            var answer = await SignUpAsync(email);
            Assert.Equal((429, "3600"), (answer.Response.StatusCode, answer.Response.Headers.RetryAfter.ToString()));
        }

        Assert.Equal(303, (await SignUpAsync("new@example.net")).Response.StatusCode);

        Task<DefaultHttpContext> SignUpAsync(string email) =>
            engine.PostFormAsync("SignUp", ("email", email), ("timeZone", "Europe/Berlin"), ("consent", "on"));
    }

    [Fact]
    public async Task Where_others_are_always_faster_a_mail_waits_and_a_network_is_refused()
    {
        var table = Substitute.For<ICourseTable>();
        table.CommitAsync(default, null!, TestToken.Current).ReturnsForAnyArgs(new CommitResult.Conflict(""));
        var quota = new HourlyQuota(table, _engine.Clock);

        Assert.True(await quota.ReserveAsync(new HourlyPlaces(ShardKey.All[0], "all", 5)) > TestEngine.Start);
        Assert.NotNull(await quota.TryTakeAsync(ShardKey.All[0], "network~a", 5));
    }

    [Fact]
    public async Task Of_two_who_read_the_same_places_the_second_takes_the_next()
    {
        var quota = _engine.Get<HourlyQuota>();
        var read = await quota.ReadAsync(ShardKey.All[0], "all", limit: 1);

        Assert.Equal(TestEngine.Start, await quota.ReserveAsync(read));
        Assert.Equal(TestEngine.Start + Duration.FromHours(1), await quota.ReserveAsync(read));
    }

    [Fact]
    public async Task A_mail_that_is_asked_for_again_takes_a_place_too()
    {
        using var engine = WithLimits(perDomain: 1, perHour: 0);
        await engine.SignUpAsync();
        await engine.RunAsync();
        engine.Clock.Now += Duration.FromMinutes(65);
        await engine.SignUpAsync("other@example.org");

        await engine.SignUpAsync();
        await engine.RunAsync();

        Assert.Equal(["confirm"], engine.MailsTo());
        await engine.AdvanceToAsync(engine.Clock.Now + Duration.FromHours(1));
        Assert.Equal(["confirm", "confirm"], engine.MailsTo());
    }

    [Fact]
    public async Task Nothing_of_it_stays_and_nothing_tells_of_a_network_or_a_domain()
    {
        for (var number = 0; number < 300; number++)
        {
            await PostAsync($"learner@domain-{number}.example.org", $"203.{number % 256}.113.1");
        }

        var rows = QuotaRows();
        Assert.NotEmpty(rows);
        Assert.DoesNotContain(
            rows,
            row => row.Contains("203", StringComparison.Ordinal) && row.Contains("113", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(rows, row => row.Contains("example", StringComparison.Ordinal));

        await _engine.RunAsync();
        _engine.Clock.Now += Duration.FromHours(1);
        await _engine.RunAsync();

        Assert.Empty(QuotaRows());
    }

    private static TestEngine WithLimits(int perDomain, int perHour) =>
        new(services =>
            services.Configure<EmailCourseOptions>(options => options.Quotas = new() { PerDomain = perDomain, PerHour = perHour })
        );

    private List<string> QuotaRows() =>
        [
            .. ShardKey
                .All.SelectMany(_engine.Table.Rows)
                .Select(row => row.RowKey)
                .Where(key => key.StartsWith("quota~", StringComparison.Ordinal)),
        ];

    private async Task FillAsync(string network)
    {
        for (var number = 0; number < Limits.PerNetwork; number++)
        {
            Assert.Equal(303, (await PostAsync($"learner-{number}@example.org", network)).Response.StatusCode);
        }
    }

    private Task<DefaultHttpContext> PostAsync(string email, string network) =>
        _engine.CallAsync(
            "SignUp",
            context =>
            {
                context.Request.ContentType = Requests.UrlEncoded;
                context.Request.Body = new MemoryStream(
                    Requests.Form(("email", email), ("timeZone", "Europe/Berlin"), ("consent", "on"))
                );
                context.Connection.RemoteIpAddress = IPAddress.Parse(network);
            }
        );
}
