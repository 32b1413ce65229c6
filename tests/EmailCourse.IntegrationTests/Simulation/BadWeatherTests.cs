using EmailCourse.IntegrationTests.Storage;
using EmailCourse.Reports;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Xunit;

namespace EmailCourse.IntegrationTests.Simulation;

public sealed class BadWeatherTests(Emulator emulator, ITestOutputHelper output)
{
    private static readonly string[] Everything = ["confirm", .. Profile.Lessons.Select(lesson => lesson.Value)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task In_a_bad_network_everybody_gets_every_mail_once_and_in_order(int seed)
    {
        var weather = await PlayAsync(seed, reports: true);

        var mails = weather.Provider.Accepted.ToLookup(each => each.To, each => each.Mail);
        Assert.Multiple([
            .. weather.Ids.Select(id =>
                (Action)(
                    () =>
                        Assert.True(Everything.SequenceEqual(mails[id]), $"Seed {seed}: {id} got {string.Join(", ", mails[id])}.")
                )
            ),
        ]);
        await NothingIsLeftAsync(weather, seed);
        await ReportIsTrueAsync(weather, seed);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Without_events_only_mails_whose_acceptance_was_lost_come_twice_and_the_report_counts_them(int seed)
    {
        var weather = await PlayAsync(seed, reports: false);

        var doubled = weather
            .Provider.Accepted.GroupBy(each => (each.To, each.Mail))
            .Where(copies => copies.Count() > 1)
            .ToList();
        output.WriteLine($"Seed {seed}: {doubled.Count} mails came twice.");
        Assert.All(
            doubled,
            copies =>
                Assert.True(
                    copies.SkipLast(1).All(copy => weather.Lost.Contains(copy.Batch)),
                    $"Seed {seed}: {copies.Key} came twice without a reason."
                )
        );
        var mails = weather.Provider.Accepted.ToLookup(each => each.To, each => each.Mail);
        Assert.All(
            weather.Ids,
            id =>
                Assert.True(
                    Everything.SequenceEqual(mails[id].Distinct()),
                    $"Seed {seed}: {id} got {string.Join(", ", mails[id])}."
                )
        );
        var sentAgain = (await new CourseReportReader(new CounterReader(weather.Table)).ReadAsync(Cancel)).Mails.Sum(mail =>
            mail.SentAgain
        );
        Assert.True(
            sentAgain >= doubled.Count,
            $"Seed {seed}: {doubled.Count} mails came twice, and the report knows of {sentAgain}."
        );
        await NothingIsLeftAsync(weather, seed);
    }

    private async Task<BadWeather> PlayAsync(int seed, bool reports)
    {
        var weather = await BadWeather.PlayAsync(emulator, seed, reports, Cancel);
        output.WriteLine(
            $"Seed {seed}: {weather.Provider.Accepted.Count} mails, {weather.Faults} storage faults, "
                + $"{weather.Lost.Count} lost batches."
        );
        return weather;
    }

    private static async Task NothingIsLeftAsync(BadWeather weather, int seed)
    {
        foreach (var shard in ShardKey.All)
        {
            Assert.True(
                (await weather.Table.ReadAsync(shard, new RowRange("batch~", "due\uFFFF"), 1, Cancel)).Count == 0,
                $"Seed {seed}: shard {shard} is not at rest."
            );
        }

        foreach (var id in weather.Ids)
        {
            var row = await weather.Table.FindAsync(id.Shard, SubscriberRow.Key(id), Cancel);
            var subscriber = (Subscriber)SubscriberRow.Read(row!);
            Assert.True(subscriber.State == SubscriberState.Completed, $"Seed {seed}: {id} is {subscriber.State}.");
        }
    }

    private static async Task ReportIsTrueAsync(BadWeather weather, int seed)
    {
        var report = await new CourseReportReader(new CounterReader(weather.Table)).ReadAsync(Cancel);
        Assert.Equal(
            Everything.Order().Select(mail => $"Seed {seed}: {mail} {weather.Ids.Count}"),
            report.Mails.Select(mail => $"Seed {seed}: {mail.Mail} {mail.Sent}")
        );
        Assert.Equal((weather.Ids.Count, weather.Ids.Count), (report.People.SignedUp, report.People.Confirmed));
    }
}
