using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>
/// The hook as azd runs it on Linux and macOS, with stand-ins for az, for the site and for the time that passes.
/// </summary>
public sealed class PostdeployTests : IDisposable
{
    private const string Az = """
        #!/bin/sh
        echo "$*" >> "$STORE/az-calls"
        exit "$AZ_EXIT"
        """;

    // Says 503, or nothing at all, until it has been asked often enough.
    private const string Curl = """
        #!/bin/sh
        while [ $# -gt 0 ]; do
          if [ "$1" = --output ]; then file=$2; fi
          url=$1; shift
        done
        echo "$url" >> "$STORE/asked"
        if [ "$(wc -l < "$STORE/asked")" -gt "$WELL_AFTER" ]; then echo '{"status":"ok"}' > "$file"; printf 200; exit 0; fi
        if [ -z "$SAYS" ]; then printf 000; exit 28; fi
        echo "$SAYS" > "$file"; printf 503
        """;

    private const string Sleep = """
        #!/bin/sh
        echo "$1" >> "$STORE/slept"
        """;

    private const string Azd = """
        #!/bin/sh
        exit 1
        """;

    private readonly TemporaryFolder _store = new();

    public static TheoryData<string> Sh { get; } = [.. ShellScripts.Shells.Where(shell => shell == "sh")];

    public void Dispose() => _store.Dispose();

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sh))]
    public async Task Keys_are_read_again_and_then_the_app_is_started_anew(string shell)
    {
        var output = await RunAsync(shell);

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Collection(
            Lines("az-calls"),
            call =>
                Assert.EndsWith(
                    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/f"
                        + "/config/configreferences/appsettings/refresh?api-version=2022-03-01",
                    call,
                    StringComparison.Ordinal
                ),
            call => Assert.Equal("functionapp restart --subscription s --resource-group g --name f", call)
        );
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sh))]
    public async Task It_waits_until_the_site_is_well_and_tells_meanwhile_what_health_says(string shell)
    {
        var output = await RunAsync(shell, ("WELL_AFTER", "3"), ("SAYS", "the timer has not run yet"));

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Equal(Enumerable.Repeat("https://course.example.org/health", 4), Lines("asked"));
        Assert.Contains("Waiting, 20 of at most 600 seconds", output.Text, StringComparison.Ordinal);
        Assert.Contains("503 the timer has not run yet", output.Text, StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sh))]
    public async Task In_the_end_it_says_what_is_left_to_do(string shell)
    {
        var output = await RunAsync(shell);

        Assert.Contains("https://course.example.org/api/sendgrid/events", output.Text, StringComparison.Ordinal);
        Assert.Contains("-- doctor --site https://course.example.org --domain ", output.Text, StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sh))]
    public async Task A_site_that_does_not_get_well_fails_the_deployment_after_ten_minutes_with_what_it_says(string shell)
    {
        var output = await RunAsync(shell, ("WELL_AFTER", "1000"), ("SAYS", "the table is unreachable"));

        Assert.NotEqual(0, output.ExitCode);
        Assert.Equal(60, Lines("slept").Length);
        Assert.Contains("/health says 503 the table is unreachable", output.Errors, StringComparison.Ordinal);
    }

    // A call that gets no answer takes its time too.
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sh))]
    public async Task A_site_that_does_not_answer_is_waited_for_no_longer_than_one_that_does(string shell)
    {
        var output = await RunAsync(shell, ("WELL_AFTER", "1000"), ("SAYS", ""));

        Assert.NotEqual(0, output.ExitCode);
        Assert.InRange(Lines("slept").Length, 25, 30);
        Assert.Contains("/health says nothing", output.Errors, StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Sh))]
    public async Task Whoever_is_not_signed_in_with_az_is_told_and_the_site_is_looked_at_nevertheless(string shell)
    {
        var output = await RunAsync(shell, ("AZ_EXIT", "1"));

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Contains("Could not let the app read its keys again", output.Text, StringComparison.Ordinal);
        Assert.Contains("The course is at https://course.example.org", output.Text, StringComparison.Ordinal);
    }

    // azd shows what other hooks print in a small window, and takes it away when they end.
    [Fact]
    public void What_the_hook_prints_stays_on_the_screen() =>
        Assert.Equal(2, InfraFolder.Read("azure.yaml").Split("postdeploy:")[1].Split("interactive: true").Length - 1);

    private string[] Lines(string file) => File.ReadAllLines(_store.Path(file));

    private Task<Output> RunAsync(string shell, params (string Name, string Value)[] variables) =>
        ShellScripts.RunHookAsync(
            "postdeploy",
            shell,
            _store,
            [("az", Az), ("azd", Azd), ("curl", Curl), ("sleep", Sleep)],
            "",
            new Dictionary<string, string>
            {
                ["AZ_EXIT"] = "0",
                ["WELL_AFTER"] = "0",
                ["SAYS"] = "",
                ["AZURE_SUBSCRIPTION_ID"] = "s",
                ["AZURE_RESOURCE_GROUP"] = "g",
                ["AZURE_FUNCTION_APP_NAME"] = "f",
                ["SITE_URL"] = "https://course.example.org",
                ["SENDGRID_WEBHOOK_URL"] = "https://course.example.org/api/sendgrid/events",
            },
            variables
        );
}
