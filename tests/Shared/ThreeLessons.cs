using Xunit;

namespace EmailCourse.TestRuns;

/// <summary>A running course of three lessons, shared by the tests of a class; each has learners of its own.</summary>
public sealed class ThreeLessons : IAsyncLifetime
{
    internal LocalRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Run = await LocalRun.OfThreeLessonsAsync();

    public ValueTask DisposeAsync() => Run.DisposeAsync();
}
