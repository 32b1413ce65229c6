using System.Globalization;
using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>The hook as azd runs it, with stand-ins for az, for the site and for the time that passes.</summary>
public sealed class PostdeployTests : IDisposable
{
    private const string Az = """
        #!/bin/sh
        echo "$*" >> "$STORE/az-calls"
        exit "$AZ_EXIT"
        """;

    // One line of ANSWERS a call, and the last one again and again: status, seconds until it comes, body.
    private const string Curl = """
        #!/bin/sh
        while [ $# -gt 0 ]; do
          if [ "$1" = --output ]; then file=$2; fi
          url=$1; shift
        done
        echo "$url" >> "$STORE/asked"
        printf '%s\n' "$ANSWERS" | sed -n "$(wc -l < "$STORE/asked")p;\$p" | {
          read -r status seconds body
          sleep "$seconds"
          printf '%s' "$body" > "$file"
          printf %s "$status"
          test "$status" != 000
        }
        """;

    private static readonly string Date = $"""
        #!/bin/sh
        cat "$STORE/now" 2>/dev/null || echo {Start}
        """;

    private const string Sleep = """
        #!/bin/sh
        later=$(($(date +%s) + $1))
        echo "$later" > "$STORE/now"
        """;

    private const string Azd = """
        #!/bin/sh
        exit 1
        """;

    private const string Profile = """
        function Get-Date { date +%s }
        function Start-Sleep([int] $Seconds) { sleep $Seconds }
        function Invoke-WebRequest($Uri, $TimeoutSec, [switch] $SkipHttpErrorCheck) {
          $status = curl --output "$env:STORE/answer" $Uri
          if ($status -eq '000') { throw 'refused' }
          [pscustomobject] @{ StatusCode = [int] $status; Content = Get-Content -Raw "$env:STORE/answer" }
        }
        """;

    private const int Start = 1795600000;
    private const string Noon = "\"2026-11-25T12:00:00Z\"";
    private const string NextRun = "\"2026-11-25T12:05:00Z\"";

    private readonly TemporaryFolder _store = new();

    public static TheoryData<string> Shells { get; } = [.. ShellScripts.Shells];

    public void Dispose() => _store.Dispose();

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task Keys_are_read_again_and_then_the_app_is_started_anew(string shell)
    {
        var output = await RunAsync(shell, [NotYet, Well(Noon)]);

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
    [MemberData(nameof(Shells))]
    public async Task An_app_whose_timer_never_ran_is_well_after_its_first_run_and_then_it_says_what_is_left_to_do(string shell)
    {
        var output = await RunAsync(shell, [NotYet, NotYet, NotYet, Well(Noon)]);

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Equal(Enumerable.Repeat("https://course.example.org/health", 4), Lines("asked"));
        Assert.Contains("Waiting, 20 of at most 600 seconds: /health says 503 {", output.Text, StringComparison.Ordinal);
        Assert.Contains("https://course.example.org/api/sendgrid/events", output.Text, StringComparison.Ordinal);
        Assert.Contains("-- doctor --site https://course.example.org --domain ", output.Text, StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_run_of_the_former_version_is_not_taken_for_one_of_the_new(string shell)
    {
        var output = await RunAsync(shell, ["000 0", Well(Noon), Well(Noon), Well(NextRun)]);

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Equal(4, Lines("asked").Length);
        Assert.Contains(
            "Waiting, 20 of at most 600 seconds: /health is well, and the timer has to run once more",
            output.Text,
            StringComparison.Ordinal
        );
    }

    // It answers null then, for it cannot know.
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_table_that_did_not_answer_is_not_taken_for_a_timer_that_never_ran(string shell)
    {
        var output = await RunAsync(shell, [Answer(503, "unreachable", "null"), Well(Noon), Well(NextRun)]);

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Equal(3, Lines("asked").Length);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task A_timer_that_does_not_run_again_fails_the_deployment(string shell)
    {
        var output = await RunAsync(shell, [Answer(200, "ok", Noon, seconds: 60)]);

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("the timer has to run once more", output.Errors, StringComparison.Ordinal);
    }

    // Refused at once, answered late or not at all: the clock tells how long it was.
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task After_ten_minutes_the_deployment_fails_with_what_health_said_last(string shell)
    {
        var output = await RunAsync(shell, ["000 0", "000 10", "503 60 the table is unreachable"]);

        Assert.NotEqual(0, output.ExitCode);
        Assert.InRange(int.Parse(Lines("now")[^1], CultureInfo.InvariantCulture), Start + 600, Start + 670);
        Assert.Contains("Waiting, 20 of at most 600 seconds: /health says nothing", output.Text, StringComparison.Ordinal);
        Assert.Contains("/health says 503 the table is unreachable", output.Errors, StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Shells))]
    public async Task Whoever_is_not_signed_in_with_az_is_told_and_the_site_is_looked_at_nevertheless(string shell)
    {
        var output = await RunAsync(shell, [NotYet, Well(Noon)], ("AZ_EXIT", "1"));

        Assert.True(output.ExitCode == 0, output.Errors);
        Assert.Contains("Could not let the app read its keys again", output.Text, StringComparison.Ordinal);
        Assert.Contains("The course is at https://course.example.org", output.Text, StringComparison.Ordinal);
    }

    // azd shows what other hooks print in a small window, and takes it away when they end.
    [Fact]
    public void What_the_hook_prints_stays_on_the_screen() =>
        Assert.Equal(2, InfraFolder.Read("azure.yaml").Split("postdeploy:")[1].Split("interactive: true").Length - 1);

    private static string NotYet { get; } = Answer(503, "ok", "null");

    private static string Well(string tickedAt) => Answer(200, "ok", tickedAt);

    private static string Answer(int status, string table, string tickedAt, int seconds = 0) =>
        $"{status} {seconds} "
        + $$"""{"status":"","checks":{"table":"{{table}}","queue":"ok","timer":""},"tickedAt":{{tickedAt}}}""";

    private string[] Lines(string file) => File.ReadAllLines(_store.Path(file));

    private Task<Output> RunAsync(string shell, string[] answers, params (string Name, string Value)[] variables) =>
        ShellScripts.RunHookAsync(
            "postdeploy",
            shell,
            _store,
            [("az", Az), ("azd", Azd), ("curl", Curl), ("date", Date), ("sleep", Sleep)],
            Profile,
            new Dictionary<string, string>
            {
                ["AZ_EXIT"] = "0",
                ["ANSWERS"] = string.Join('\n', answers),
                ["AZURE_SUBSCRIPTION_ID"] = "s",
                ["AZURE_RESOURCE_GROUP"] = "g",
                ["AZURE_FUNCTION_APP_NAME"] = "f",
                ["SITE_URL"] = "https://course.example.org",
                ["SENDGRID_WEBHOOK_URL"] = "https://course.example.org/api/sendgrid/events",
            },
            variables
        );
}
