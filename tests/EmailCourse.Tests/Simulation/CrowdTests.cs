using EmailCourse.Simulation.Crowd;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Simulation;

/// <summary>A crowd whose lesson is due at the same hour, under limits of storage and provider that it must exceed.</summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_crowd_that_storage_and_provider_turn_away_loses_nothing_and_waits_in_the_order_of_lateness(int seed)
    {
        var report = CrowdWorld.Play(10_000, CrowdLimits.OfAzure.DividedBy(10) with { CallsOfProvider = 0.5 }, runs: 16, seed);

        output.WriteLine(report.ToString());
        Assert.True(report.TurnedAway > 100, "Storage turned hardly anybody away.");
        Assert.True(report.Throttled > 10, "The provider turned hardly anybody away.");
        Assert.Equal((10_000, 0, 0, 0, 0), (report.Mails, report.Lost, report.Doubled, report.Postponed, report.OutOfOrder));
        Assert.Equal((0, 0), (report.NotRecorded, report.LeftOpen));
        // A batch whose run failed between its beginning and its call waits a quarter of an hour for an event.
        Assert.True(report.Last < Duration.FromMinutes(30), $"It took {report.Last}.");
    }
}
