using EmailCourse.TestRuns;

namespace EmailCourse.IntegrationTests.Storage;

/// <summary>The course of three lessons whose rows and queue are kept by Azurite, through Azure's own clients.</summary>
public sealed class ThreeLessonsOnAzurite(Emulator emulator) : ThreeLessons
{
    protected override Task<string?> StorageAsync() => Task.FromResult<string?>(emulator.NextConnectionString());
}
