using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

/// <summary>A running course of three lessons.</summary>
public sealed class ThreeLessons : IAsyncLifetime
{
    internal LocalRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Run = await LocalRun.OfThreeLessonsAsync();

    public ValueTask DisposeAsync() => Run.DisposeAsync();
}
