using Azure.Data.Tables;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Lists;

/// <summary>The command <c>seed</c>, which invents people for a local run.</summary>
public sealed class SeedCommandTests
{
    private const int People = 1500;
    private static readonly Instant Until = Instant.FromUtc(2026, 3, 27, 0, 0);

    [Fact]
    public async Task The_counters_say_what_the_rows_say()
    {
        using var folder = new ListFolder();
        var seeded = await SeedAsync(folder);
        Assert.Equal((0, ""), (seeded.ExitCode, seeded.Errors));

        var report = await folder.ReportAsync();
        var rows = await folder.RowsAsync();
        var subscribers = rows.Where(row => IsOf(row, "subscriber~")).Select(SubscriberRow.Read).OfType<Subscriber>().ToList();
        var suppressed = rows.Count(SubscriberRow.IsTombstone);

        int In(SubscriberState state) => subscribers.Count(each => each.State == state);

        Assert.Equal(People, report.People.SignedUp);
        Assert.Equal(People, subscribers.Count + suppressed + report.People.Expired + report.People.Forgotten);
        Assert.Equal(
            report.People.Confirmed,
            subscribers.Count(each => each.Consent is not null) + suppressed + report.People.Forgotten
        );
        Assert.Equal(suppressed, report.People.Suppressed);
        Assert.Equal(In(SubscriberState.Unsubscribed) + report.People.Forgotten, report.People.Unsubscribed);
        Assert.Equal(In(SubscriberState.Completed), report.Mails.Sum(mail => mail.Completed));
        Assert.All(Enum.GetValues<SubscriberState>()[..5], state => Assert.NotEqual(0, In(state)));
        // Of who was forgotten or suppressed, no row says what they received.
        var received = subscribers.SelectMany(each => each.Progress.Received).ToLookup(lesson => lesson.Value);
        Assert.All(
            report.Mails.Where(mail => mail.Mail is not ("confirm" or "reminder")),
            mail => Assert.InRange(mail.Sent - received[mail.Mail].Count(), 0, suppressed + report.People.Forgotten)
        );
    }

    [Fact]
    public async Task The_desk_counts_what_the_rows_say()
    {
        using var folder = new ListFolder();
        await SeedAsync(folder);
        var rows = await folder.RowsAsync();

        var numbers = await folder.NumbersAsync(Until - Duration.Epsilon);

        var subscribers = rows.Where(row => IsOf(row, "subscriber~") && !SubscriberRow.IsTombstone(row)).ToList();
        Assert.Equal(
            subscribers.CountBy(row => row.GetString("State")).OrderBy(state => state.Key, StringComparer.Ordinal),
            numbers.States.Where(state => !state.IsSuppressed).Select(state => KeyValuePair.Create(state.State, (int)state.Count))
        );
        Assert.Equal(rows.Count(SubscriberRow.IsTombstone), numbers.States.Where(state => state.IsSuppressed).Sum(s => s.Count));
        var takers = subscribers.Where(row => row.GetString("State") is "Active" or "Paused").ToList();
        Assert.Equal(takers.Count, numbers.Zones.Sum(zone => zone.Count));
        Assert.All(
            numbers.Zones,
            zone =>
                Assert.Equal(
                    Enumerable.Range(0, 24).Select(hour => (long)takers.Count(row => IsOfZone(row, zone.Zone, hour))),
                    zone.Hours
                )
        );
        Assert.Equal(People, numbers.Days.Sum(day => day.SignedUp));
        Assert.All(numbers.Days, day => Assert.Equal(Counted(rows, day.Day, "SignedUp"), day.SignedUp));
        Assert.All(numbers.Days, day => Assert.Equal(Counted(rows, day.Day, "Unsubscribed"), day.Stopped));
        Assert.All(numbers.Days, day => Assert.Equal(Counted(rows, day.Day, "Sent"), day.Sent));
        // Of who was forgotten, no row says after which lesson they stopped.
        Assert.InRange(
            numbers.Report.Mails.Sum(mail => mail.StoppedAfter),
            subscribers.Count(row => row.GetString("State") == "Unsubscribed"),
            numbers.Report.People.Unsubscribed
        );
    }

    private static bool IsOfZone(TableEntity row, string zone, int hour) =>
        row.GetString("TimeZone") == zone && row.GetInt32("Hour") == hour;

    private static long Counted(IEnumerable<TableEntity> rows, DateOnly day, string counter) =>
        rows.Where(row => IsOf(row, $"stats~{day:yyyy-MM-dd}~")).Sum(row => row.GetInt64(counter) ?? 0);

    [Fact]
    public async Task Each_subscriber_has_the_due_row_it_names_and_nothing_is_overdue()
    {
        using var folder = new ListFolder();
        await SeedAsync(folder);

        var rows = await folder.RowsAsync();

        var named = rows.Where(row => IsOf(row, "subscriber~"))
            .Select(SubscriberRow.Read)
            .OfType<Subscriber>()
            .Select(subscriber => subscriber.DueRow?.RowKey)
            .OfType<string>();
        var due = rows.Where(row => IsOf(row, "due~")).ToList();
        Assert.Equal(named.Order(StringComparer.Ordinal), due.Select(row => row.RowKey).Order(StringComparer.Ordinal));
        Assert.All(due, row => Assert.True(DueRow.FromRow(row, default).Due.At > Until));
    }

    [Fact]
    public async Task The_same_people_are_invented_every_time()
    {
        using var one = new ListFolder();
        using var other = new ListFolder();
        await SeedAsync(one);
        await SeedAsync(other);

        var first = (await one.ExportAsync()).Output.Split("\r\n");
        var second = (await other.ExportAsync()).Output.Split("\r\n");

        Assert.InRange(first.Length, People / 2, People + 2);
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_holds_a_course_is_refused_and_stays_as_it_is()
    {
        using var folder = await ListFolder.CreateAsync();

        var refused = await SeedAsync(folder);

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("holds a course already. Give a new folder.", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(await folder.RowsAsync());
    }

    private static Task<ToolsResult> SeedAsync(ListFolder folder) =>
        ToolsProcess.RunAsync([
            "seed",
            "--subscribers",
            $"{People}",
            "--days",
            "60",
            "--until",
            "2026-03-27",
            "--data",
            folder.Data,
        ]);

    private static bool IsOf(TableEntity row, string prefix) => row.RowKey.StartsWith(prefix, StringComparison.Ordinal);
}
