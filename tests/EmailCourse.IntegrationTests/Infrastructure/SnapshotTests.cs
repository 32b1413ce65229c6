using Xunit;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>
/// What a deployment would make, checked in. After a wanted change run these with UPDATE_SNAPSHOTS=1 and read the difference.
/// </summary>
public sealed class SnapshotTests
{
    [Theory]
    [InlineData(Stage.Dev)]
    [InlineData(Stage.Prod)]
    [InlineData(Stage.Private)]
    public async Task A_deployment_would_make_what_was_reviewed(string stage)
    {
        var file = Path.Combine(InfraFolder.Infra, "snapshots", $"{stage}.json");
        var snapshot = await Snapshot.OfAsync(stage);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(file, snapshot.Text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(InfraFolder.Read(file), snapshot.Text);
    }

    [Theory]
    [InlineData(Stage.Dev)]
    [InlineData(Stage.Prod)]
    public async Task A_snapshot_holds_no_secret(string stage)
    {
        var text = (await Snapshot.OfAsync(stage)).Text;

        Assert.All(
            Stage.Environment(stage).Where(variable => variable.Key.Contains("KEY", StringComparison.Ordinal)),
            secret => Assert.DoesNotContain(secret.Value, text, StringComparison.Ordinal)
        );
    }
}
