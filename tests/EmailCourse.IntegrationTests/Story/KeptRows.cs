using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

/// <summary>Looks into the table of a running course.</summary>
internal static class KeptRows
{
    /// <summary>Every row whose key begins with <paramref name="kind"/>.</summary>
    public static Task<List<TableEntity>> RowsAsync(this LocalRun run, string kind) =>
        run.InTableAsync(async table =>
        {
            var rows = new List<TableEntity>();
            foreach (var shard in ShardKey.All)
            {
                var pages = table.PagesAsync(
                    shard,
                    RowRange.StartingWith(kind + "~"),
                    1000,
                    TestContext.Current.CancellationToken
                );
                await foreach (var page in pages)
                {
                    rows.AddRange(page);
                }
            }

            return rows;
        });

    /// <summary>The subscriber with that address, if any is kept.</summary>
    public static async Task<Subscriber?> SubscriberAsync(this LocalRun run, string email) =>
        (await run.RowsAsync("subscriber"))
            .Select(SubscriberRow.Read)
            .OfType<Subscriber>()
            .SingleOrDefault(subscriber => subscriber.Recipient.Email.Value == email);

    /// <summary>The due rows of the subscriber.</summary>
    public static async Task<List<TableEntity>> DueRowsAsync(this LocalRun run, Subscriber subscriber) =>
        [.. (await run.RowsAsync("due")).Where(row => row.RowKey.EndsWith($"~{subscriber.Id}", StringComparison.Ordinal))];
}
