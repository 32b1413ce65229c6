using EmailCourse.TestRuns;
using EmailCourse.TestRuns.Emulator;
using Xunit;

namespace EmailCourse.IntegrationTests.Storage;

/// <summary>The course of three lessons whose rows and queue are kept by Azurite, through Azure's own clients.</summary>
public sealed class ThreeLessonsOnAzurite : ThreeLessons
{
    private Azurite _azurite = null!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    protected override async Task<string?> StorageAsync()
    {
        _azurite = await Azurite.StartAsync(TestContext.Current.CancellationToken);
        return _azurite.ConnectionString;
    }
}
