using Xunit;

namespace EmailCourse.TestRuns;

/// <summary>A running course of three lessons, shared by the tests of a class; each has learners of its own.</summary>
public class ThreeLessons : IAsyncLifetime
{
    internal LocalRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Run = await LocalRun.OfThreeLessonsAsync(await StorageAsync());

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Run.DisposeAsync();
    }

    /// <summary>The connection string to keep the rows by; <see langword="null"/> for the default.</summary>
    protected virtual Task<string?> StorageAsync() => Task.FromResult<string?>(null);
}
