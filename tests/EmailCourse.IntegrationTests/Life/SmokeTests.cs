using EmailCourse.IntegrationTests.Storage;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using EmailCourse.TestRuns.Emulator;
using Xunit;

namespace EmailCourse.IntegrationTests.Life;

/// <summary>The walk that also goes through a real Functions host, here through the local head with its time flowing.</summary>
public sealed class SmokeTests(Emulator emulator)
{
    [Fact]
    public async Task The_walk_finds_nothing_wrong_with_the_local_head()
    {
        using var folder = new TestFolder();
        await using var head = HeadProcess.Launch("--quotas", "off", "--urls", "http://127.0.0.1:0", "--data", folder.Path);
        var site = await head.ReadyAsync();
        var log = Path.Combine(folder.Path, "log.txt");
        head.PrintTo(log);

        var (exit, said) = await WalkAsync(site, Path.Combine(folder.Path, "keys.json"), log);

        Assert.True(exit == 0, said);
        Assert.Contains(" passed, 0 failed", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_walk_finds_a_webhook_that_trusts_another_key_and_a_log_that_tells_too_much()
    {
        using var folder = new TestFolder();
        await using var head = HeadProcess.Launch("--quotas", "off", "--urls", "http://127.0.0.1:0", "--data", folder.Path);
        var site = await head.ReadyAsync();
        var (keys, log) = (Path.Combine(folder.Path, "other.json"), Path.Combine(folder.Path, "log.txt"));
        await File.WriteAllBytesAsync(keys, LocalJson.Bytes(LocalKeys.Make()), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            log,
            "warn: Something\nSendGrid refuses us\nGET /confirm?t=abc\nana@example.org",
            TestContext.Current.CancellationToken
        );

        var (exit, said) = await WalkAsync(site, keys, log);

        Assert.Equal(1, exit);
        Assert.Equal(
            [
                "FAIL  a signed event is taken",
                "FAIL  no warning stands in the log",
                "FAIL  the log holds no address",
                "FAIL  the log holds no token",
            ],
            said.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal))
        );
    }

    // Nothing is killed or stopped: a local run would take its inbox with it.
    [Fact]
    public async Task The_walk_looks_into_the_storage_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a second loopback address without being told.");
        var storage = emulator.NextConnectionString();
        using var folder = new TestFolder();
        await using var head = HeadProcess.Launch([
            "--urls",
            "http://127.0.0.1:0",
            "--data",
            folder.Path,
            "--quotas",
            "off",
            "--storage",
            storage,
        ]);
        var site = await head.ReadyAsync();
        var log = Path.Combine(folder.Path, "log.txt");
        head.PrintTo(log);

        var (exit, said) = await WalkAsync(
            site,
            Path.Combine(folder.Path, "keys.json"),
            log,
            ["--storage", storage, "--kill", "true", "--stop", "true"]
        );

        Assert.True(exit == 0, said);
        Assert.All(
            [
                "ok    the proof of consent tells networks apart",
                "ok    a forged X-Forwarded-For changes nothing",
                "ok    no batch is left open",
                "ok    and nobody twice",
                "ok    a message that fails eight times is among the poison messages",
            ],
            line => Assert.Contains(line, said, StringComparison.Ordinal)
        );
    }

    private static async Task<(int ExitCode, string Said)> WalkAsync(
        Uri site,
        string keys,
        string log,
        params string[] options
    ) =>
        await Tool.RunAsync(
            RepositoryRoot.Find(),
            "node",
            [
                "tests/functions-host/smoke.mjs",
                "--site",
                $"{site}",
                "--inbox",
                site.GetLeftPart(UriPartial.Authority),
                "--tick",
                $"{new Uri(site, "sandbox/api/run")}",
                "--keys",
                keys,
                "--log",
                log,
                .. options,
            ],
            TestContext.Current.CancellationToken
        ) ?? throw new InvalidOperationException("These tests need Node.js 20 or newer.");
}
