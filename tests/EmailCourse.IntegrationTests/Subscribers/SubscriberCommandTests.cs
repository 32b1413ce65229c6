using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using EmailCourse.IntegrationTests.Storage;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Storage;
using EmailCourse.Schedule;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.TestRuns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Subscribers;

/// <summary>The operator's commands about one address: <c>find</c>, <c>export</c> and <c>erase</c>.</summary>
public sealed class SubscriberCommandTests(Emulator emulator) : IDisposable
{
    private const string Ana = "Ana@example.org";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whoever_is_stored_is_found_in_whatever_case_the_address_is_typed()
    {
        var id = await StoreInFolderAsync();

        var found = await RunInFolderAsync("find", "ANA@Example.ORG");

        Assert.Equal((0, ""), (found.ExitCode, found.Errors));
        Assert.Contains($"has the id {id}, in partition {id.Shard}.", found.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Active, signed up 2026-03-27T12:00:00Z, 0 lessons received, at 08:00 in Europe/Berlin.",
            found.Output,
            StringComparison.Ordinal
        );
        Assert.Equal(1, (await RunInFolderAsync("find", "ben@example.org")).ExitCode);
    }

    [Fact]
    public async Task The_export_is_the_file_of_a_subscriber_s_own_page()
    {
        await StoreInFolderAsync();

        var exported = await RunInFolderAsync("export", "ana@example.org");

        Assert.Equal((0, ""), (exported.ExitCode, exported.Errors));
        using var file = JsonDocument.Parse(exported.Output);
        Assert.Equal(Ana, file.RootElement.GetProperty("email").GetString());
        Assert.Equal("Ja.", file.RootElement.GetProperty("consent").GetProperty("wording").GetString());
        var nobody = await RunInFolderAsync("export", "ben@example.org");
        Assert.Equal((1, ""), (nobody.ExitCode, nobody.Output));
        Assert.Contains("ben@example.org", nobody.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasing_shows_first_and_deletes_only_when_told_to()
    {
        await StoreInFolderAsync();

        var shown = await RunInFolderAsync("erase", "ana@example.org");
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("Nothing was changed. Add --yes", shown.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunInFolderAsync("export", "ana@example.org")).ExitCode);

        Assert.Equal(0, (await RunInFolderAsync("erase", "ana@example.org", "--yes")).ExitCode);

        var after = await RunInFolderAsync("find", "ana@example.org");
        Assert.Contains("nothing personal is stored", after.Output, StringComparison.Ordinal);
        Assert.Contains("Never mailed again: erased", after.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_in_Azure_s_storage_are_found_by_the_right_key_alone()
    {
        var (connection, key) = (emulator.NextConnectionString(), NewKey());
        var client = new TableClient(connection, new StorageOptions().Table);
        await client.CreateAsync(TestContext.Current.CancellationToken);
        await StoreAsync(new CourseTable(client), key);

        var found = await RunAsync(key, "find", "ana@example.org", "--storage", connection);
        Assert.Equal((0, ""), (found.ExitCode, found.Errors));

        var otherKey = await RunAsync(NewKey(), "find", "ana@example.org", "--storage", connection);
        Assert.Equal((1, ""), (otherKey.ExitCode, otherKey.Output));
        Assert.StartsWith("This is not the id key", otherKey.Errors, StringComparison.Ordinal);

        var elsewhere = await RunAsync(key, "find", "ana@example.org", "--storage", emulator.NextConnectionString());
        Assert.Equal((1, ""), (elsewhere.ExitCode, elsewhere.Output));
        Assert.StartsWith("No course has ever been kept there", elsewhere.Errors, StringComparison.Ordinal);

        var noKey = await RunAsync("", "find", "ana@example.org", "--storage", connection);
        Assert.Equal((1, ""), (noKey.ExitCode, noKey.Output));
        Assert.StartsWith("The environment variable EmailCourse__IdKey", noKey.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_no_rows_is_refused_and_stays_as_it_is()
    {
        var refused = await RunInFolderAsync("find", "ana@example.org");

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith("--data: ", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private Task<ToolsResult> RunInFolderAsync(string command, params string[] args) =>
        RunAsync("", [command, .. args, "--data", _folder.Path]);

    private static Task<ToolsResult> RunAsync(string idKey, params string[] args) =>
        ToolsProcess.RunAsync(new Dictionary<string, string> { ["EmailCourse__IdKey"] = idKey }, args);

    private async Task<SubscriberId> StoreInFolderAsync()
    {
        using var folder = DataFolder.Open(_folder.Path);
        using var table = new SqliteCourseTable(CourseDatabase.Open(folder.At(CourseDatabase.FileName)));
        return await StoreAsync(table, LocalKeys.Open(folder).IdKey);
    }

    private static async Task<SubscriberId> StoreAsync(ICourseTable table, string key)
    {
        var now = Instant.FromUtc(2026, 3, 27, 12, 0);
        var ids = new SubscriberIdFactory(Options.Create(new EmailCourseOptions { IdKey = key }));
        Assert.True(EmailAddress.TryParse(Ana, out var address, out _));
        var recipient = new Recipient(
            ids.Of(address),
            address,
            FirstName.None,
            new DailySchedule(TimeZones.Find("Europe/Berlin")!, 8)
        );
        var subscriber = new Subscriber(recipient, SubscriberState.Active, Progress.None, now)
        {
            Consent = new Consent(now, "Ja.", ""),
        };
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new CourseMetrics(services.GetRequiredService<IMeterFactory>());
        await new SubscriberStore(table, SystemClock.Instance, new RandomIdGenerator(), metrics).UpdateAsync(
            recipient.Id,
            _ => new SubscriberChange(subscriber),
            TestContext.Current.CancellationToken
        );
        await table.CommitAsync(
            ShardKey.All[0],
            [
                new TableTransactionAction(
                    TableTransactionActionType.Add,
                    new TableEntity($"{ShardKey.All[0]}", IdKeyCheck.RowKey) { ["Fingerprint"] = ids.Fingerprint("id key") }
                ),
            ],
            TestContext.Current.CancellationToken
        );
        return recipient.Id;
    }
}
