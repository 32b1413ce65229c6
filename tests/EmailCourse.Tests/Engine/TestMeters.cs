using System.Diagnostics.Metrics;

namespace EmailCourse.Tests.Engine;

/// <summary>Meters nobody reads, for what is made by hand.</summary>
internal sealed class TestMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose() { }
}
