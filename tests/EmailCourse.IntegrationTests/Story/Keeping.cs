using Azure.Data.Tables;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

/// <summary>Looks into the table of a running course.</summary>
internal static class Keeping
{
    /// <summary>Every row whose key begins with <paramref name="kind"/>.</summary>
    public static async Task<List<TableEntity>> RowsAsync(this LocalRun run, string kind)
    {
        var table = new TableClient(run.Folder.Emulator!.Ports.ConnectionString, new StorageOptions().Table);
        var rows = await table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken).ToListAsync();
        return [.. rows.Where(row => row.RowKey.StartsWith(kind + "~", StringComparison.Ordinal))];
    }

    /// <summary>The subscriber with that address, if any is kept.</summary>
    public static async Task<Subscriber?> SubscriberAsync(this LocalRun run, string email) =>
        (await run.RowsAsync("subscriber"))
            .Select(SubscriberRow.Read)
            .SingleOrDefault(subscriber => subscriber.Recipient.Email.Value == email);

    /// <summary>The due rows of the subscriber.</summary>
    public static async Task<List<TableEntity>> DueRowsAsync(this LocalRun run, Subscriber subscriber) =>
        [.. (await run.RowsAsync("due")).Where(row => row.RowKey.EndsWith($"~{subscriber.Id}", StringComparison.Ordinal))];
}
