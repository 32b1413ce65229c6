using Azure.Data.Tables;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Storage;
using EmailCourse.Reports;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using Microsoft.Extensions.Options;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Lists;

/// <summary>The data folder of a local run that has been stopped, and a file beside it.</summary>
internal sealed class ListFolder : IDisposable
{
    private readonly TestFolder _folder = new();

    public string Data => Path.Combine(_folder.Path, "data");

    public string File => Path.Combine(_folder.Path, "readers.csv");

    /// <summary>Makes the folder as a first start leaves it.</summary>
    public static async Task<ListFolder> CreateAsync()
    {
        var folder = new ListFolder();
        await folder.UseAsync(
            (table, ids) =>
                table.CommitAsync(
                    ShardKey.All[0],
                    [
                        new TableTransactionAction(
                            TableTransactionActionType.Add,
                            new TableEntity($"{ShardKey.All[0]}", IdKeyCheck.RowKey)
                            {
                                ["Fingerprint"] = ids.Fingerprint("id key"),
                            }
                        ),
                    ],
                    TestContext.Current.CancellationToken
                )
        );
        return folder;
    }

    public Task WriteAsync(string text) => System.IO.File.WriteAllTextAsync(File, text, TestContext.Current.CancellationToken);

    public Task<ToolsResult> ImportAsync(params string[] options) =>
        ToolsProcess.RunAsync(["import", File, "--data", Data, .. options]);

    public Task<ToolsResult> ExportAsync(params string[] options) =>
        ToolsProcess.RunAsync(["export-all", "--data", Data, .. options]);

    /// <summary>Every row but the key's, as they are stored.</summary>
    public Task<List<TableEntity>> RowsAsync() =>
        UseAsync(
            async (table, _) =>
            {
                var rows = new List<TableEntity>();
                foreach (var shard in ShardKey.All)
                {
                    var all = table.PagesAsync(shard, new RowRange("", "\uFFFF"), 1000, TestContext.Current.CancellationToken);
                    await foreach (var page in all)
                    {
                        rows.AddRange(page.Where(row => row.RowKey != IdKeyCheck.RowKey));
                    }
                }

                return rows;
            }
        );

    /// <summary>What the desk shows at that time.</summary>
    public Task<CourseNumbers> NumbersAsync(Instant now) =>
        UseAsync(
            (table, _) =>
                new CourseNumbersReader(table, new CounterReader(table), new TestClock(now)).ReadAsync(
                    TestContext.Current.CancellationToken
                )
        );

    public Task<CourseReport> ReportAsync() =>
        UseAsync((table, _) => new CourseReportReader(new CounterReader(table)).ReadAsync(TestContext.Current.CancellationToken));

    public async Task<Subscriber> FindAsync(string email) =>
        (Subscriber)
            SubscriberRow.Read(
                await UseAsync(
                    (table, ids) =>
                    {
                        Assert.True(EmailAddress.TryParse(email, out var address, out _));
                        var id = ids.Of(address);
                        return table.FindAsync(id.Shard, SubscriberRow.Key(id), TestContext.Current.CancellationToken);
                    }
                ) ?? throw new InvalidOperationException($"{email} is not stored.")
            );

    public void Dispose() => _folder.Dispose();

    private async Task<T> UseAsync<T>(Func<ICourseTable, SubscriberIdFactory, Task<T>> use)
    {
        using var folder = DataFolder.Open(Data);
        using var table = new SqliteCourseTable(CourseDatabase.Open(folder.At(CourseDatabase.FileName)));
        var options = new EmailCourseOptions { IdKey = LocalKeys.Open(folder).IdKey };
        return await use(table, new SubscriberIdFactory(Options.Create(options)));
    }
}
