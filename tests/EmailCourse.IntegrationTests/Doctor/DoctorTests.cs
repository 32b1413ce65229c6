using System.Text.RegularExpressions;
using EmailCourse.TestRuns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EmailCourse.IntegrationTests.Doctor;

/// <summary>The command that looks at a deployment from outside.</summary>
public sealed class DoctorTests(ThreeLessons lessons) : IClassFixture<ThreeLessons>
{
    private const string Key = "k=rsa; t=s; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQ";

    [Fact]
    public async Task Of_a_course_on_this_machine_with_good_records_it_only_misses_https()
    {
        using var dns = Good();

        var (exit, said) = await SeeAsync(lessons.Run.Site.Http.BaseAddress!, dns, "--return-path", "em1.example.org");

        Assert.Equal(1, exit);
        Assert.Equal(["TLS", "Strict-Transport-Security"], ToFix(said));
        foreach (
            var good in new[]
            {
                "SPF",
                "DKIM",
                "DMARC",
                "DMARC alignment",
                "Site",
                "HEAD",
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "Referrer-Policy",
                "Permissions-Policy",
                "Cross-Origin-Opener-Policy",
                "Cross-Origin-Resource-Policy",
                "X-Permitted-Cross-Domain-Policies",
                "security.txt",
                "One-click stop",
                "Webhook",
                "Health",
                "Help lines",
            }
        )
        {
            Assert.Contains(said, line => line.StartsWith($"ok    {good} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_domain_without_records_lacks_each_of_them_by_name()
    {
        using var dns = new LocalDns();

        var (_, said) = await SeeAsync(lessons.Run.Site.Http.BaseAddress!, dns);

        Assert.Equal(["SPF", "DKIM", "DKIM", "DKIM", "DKIM", "DMARC"], ToFix(said).Take(6));
        Assert.Contains(said, line => line.Contains(" s1._domainkey.example.org ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains(" s1._domainkey.start.example.org ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("v=DMARC1; p=none", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("example.org", "v=spf1 include:sendgrid.net ~all", "v=spf1 -all", "SPF")]
    [InlineData("_dmarc.example.org", "v=DMARC1; p=none", "v=DMARC1; p=reject", "DMARC")]
    [InlineData("_dmarc.example.org", "v=DMARC1; p=monitor", "", "DMARC")]
    [InlineData("s1._domainkey.example.org", "v=DKIM1; p=", "", "DKIM")]
    public async Task Records_that_do_not_count_are_told(string name, string record, string another, string subject)
    {
        using var dns = new LocalDns().With(name, record);
        if (another.Length > 0)
        {
            dns.With(name, another);
        }

        var (_, said) = await SeeAsync(lessons.Run.Site.Http.BaseAddress!, dns);

        Assert.Contains(
            said,
            line =>
                line.StartsWith($"FIX   {subject} ", StringComparison.Ordinal)
                && line.Contains($" {name} ", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("v=DMARC1; p=reject", "@example.org", true)]
    [InlineData("v=DMARC1; p=reject", "@letters.example.org", true)]
    [InlineData("v=DMARC1; p=reject; adkim=s", "@letters.example.org", false)]
    [InlineData("v=DMARC1; p=reject", "@badexample.org", false)]
    public async Task A_sender_has_to_belong_to_the_domain_that_its_mails_are_signed_for(
        string policy,
        string sender,
        bool isAligned
    )
    {
        using var dns = new LocalDns().With("_dmarc.example.org", policy);
        using var folder = new TestFolder();
        var course = LessonsCopy.FirstThreeIn(folder);
        var settings = Path.Combine(course, "course.yaml");
        await File.WriteAllTextAsync(
            settings,
            (await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken)).Replace(
                "lessons@example.org",
                $"lessons{sender}",
                StringComparison.Ordinal
            ),
            TestContext.Current.CancellationToken
        );

        var (_, said) = await SeeAsync(lessons.Run.Site.Http.BaseAddress!, dns, "--lessons", course);

        Assert.Contains(
            said,
            line =>
                line.StartsWith($"{(isAligned ? "ok   " : "FIX  ")} DMARC alignment ", StringComparison.Ordinal)
                && line.Contains($"lessons{sender} ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Help_lines_that_nobody_has_checked_for_a_year_are_told()
    {
        using var dns = Good();
        using var folder = new TestFolder();
        var course = LessonsCopy.FirstThreeIn(folder);
        var settings = Path.Combine(course, "course.yaml");
        var text = await File.ReadAllTextAsync(settings, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            settings,
            Regex.Replace(text, "helpLinesChecked: .*", "helpLinesChecked: 2020-02-29"),
            TestContext.Current.CancellationToken
        );

        var (_, said) = await SeeAsync(
            new Uri("http://127.0.0.1:9"),
            dns,
            "--return-path",
            "em1.example.org",
            "--lessons",
            course
        );

        Assert.Equal(["Site", "Help lines"], ToFix(said));
        Assert.Contains(said, line => line.Contains("last checked on 2020-02-29", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_domain_whose_own_record_names_SendGrid_needs_no_return_path()
    {
        using var dns = new LocalDns().With("example.org", "v=spf1 include:sendgrid.net ~all");

        var (_, said) = await SeeAsync(lessons.Run.Site.Http.BaseAddress!, dns);

        Assert.Contains(said, line => line.StartsWith("ok    SPF ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_that_redirects_the_stop_hides_its_headers_and_is_unwell_is_told_so()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var broken = builder.Build();
        broken.Urls.Add("http://127.0.0.1:0");
        broken.MapGet("/", () => "A page");
        broken.MapPost("/unsubscribe", () => Results.Redirect("/login"));
        broken.MapGet("/health", () => Results.Json(new { table = "unreachable" }, statusCode: 503));
        await broken.StartAsync(TestContext.Current.CancellationToken);
        using var dns = Good();

        var (exit, said) = await SeeAsync(new Uri(broken.Urls.Single()), dns, "--return-path", "em1.example.org");

        Assert.Equal(1, exit);
        Assert.Equal(
            [
                "HEAD",
                "TLS",
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "Referrer-Policy",
                "Permissions-Policy",
                "Cross-Origin-Opener-Policy",
                "Cross-Origin-Resource-Policy",
                "X-Permitted-Cross-Domain-Policies",
                "Strict-Transport-Security",
                "security.txt",
                "One-click stop",
                "Webhook",
                "Health",
            ],
            ToFix(said)
        );
        Assert.Contains(said, line => line.Contains("unreachable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_told_so_once()
    {
        using var dns = Good();

        var (_, said) = await SeeAsync(new Uri("http://127.0.0.1:9"), dns, "--return-path", "em1.example.org");

        Assert.Equal(["Site"], ToFix(said));
    }

    // As SendGrid's automated security makes them: aliases to records of its own.
    private static LocalDns Good() =>
        new LocalDns()
            .WithAlias("em1.example.org", "u1.wl.sendgrid.net")
            .With("u1.wl.sendgrid.net", "v=spf1 ip4:192.0.2.1 -all")
            .WithAlias("s1._domainkey.example.org", "s1.domainkey.u1.wl.sendgrid.net")
            .With("s1.domainkey.u1.wl.sendgrid.net", Key + new string('A', 300))
            .With("s2._domainkey.example.org", Key)
            .With("s1._domainkey.start.example.org", Key)
            .With("s2._domainkey.start.example.org", Key)
            .With("_dmarc.example.org", "v=DMARC1; p=none; rua=mailto:dmarc@example.org");

    private static async Task<(int Exit, string[] Said)> SeeAsync(Uri site, LocalDns dns, params IEnumerable<string> also)
    {
        var result = await ToolsProcess.RunAsync([
            "doctor",
            "--site",
            site.GetLeftPart(UriPartial.Authority),
            "--domain",
            "example.org",
            "--resolver",
            dns.Address,
            .. also,
        ]);
        return (result.ExitCode, result.Output.Split(Environment.NewLine));
    }

    private static IEnumerable<string> ToFix(string[] said) =>
        said.Where(line => line.StartsWith("FIX", StringComparison.Ordinal)).Select(line => line[6..41].Trim());
}
