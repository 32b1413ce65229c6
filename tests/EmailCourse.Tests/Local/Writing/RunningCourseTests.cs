using EmailCourse.Local.Writing;
using EmailCourse.Tests.Engine;
using Xunit;

namespace EmailCourse.Tests.Local.Writing;

/// <summary>A course that is replaced while it is used.</summary>
public sealed class RunningCourseTests : IDisposable
{
    private readonly TestEngine _engine = new();
    private readonly Ends _first = new();
    private readonly Ends _second = new();
    private readonly RunningCourse _running;

    public RunningCourseTests() => _running = new RunningCourse(new LoadedCourse(_engine.Get<IServiceProvider>(), _first));

    public void Dispose()
    {
        _running.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public void What_is_under_way_keeps_its_engine_until_it_ends()
    {
        var (one, other) = (_running.Use(), _running.Use());

        _running.Replace(new LoadedCourse(_engine.Get<IServiceProvider>(), _second));

        using var later = _running.Use();
        Assert.NotSame(one, later);
        one.Dispose();
        Assert.Equal(0, _first.Count);
        other.Dispose();
        Assert.Equal(1, _first.Count);
    }

    [Fact]
    public void The_last_engine_ends_once_though_the_program_ends_it_twice()
    {
        var use = _running.Use();
        _running.Dispose();
        _running.Dispose();

        Assert.Equal(0, _first.Count);
        use.Dispose();
        Assert.Equal(1, _first.Count);
        Assert.Throws<ObjectDisposedException>(_running.Use);
    }

    private sealed class Ends : IDisposable
    {
        public int Count { get; private set; }

        public void Dispose() => Count++;
    }
}
