using System.Diagnostics;

namespace EmailCourse.Bench.Measuring;

/// <summary>Measures work by the process's own clocks.</summary>
internal static class ProcessMeter
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public static async Task<Sample> MeasureAsync(Func<Task> work)
    {
        Settle();
        var peak = Environment.WorkingSet;
        await using var looking = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, LookEvery, LookEvery);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        await work();
        return new Sample(
            Stopwatch.GetElapsedTime(began),
            Environment.CpuUsage.TotalTime - cpu,
            GC.GetTotalAllocatedBytes(precise: true) - allocated,
            Math.Max(peak, Environment.WorkingSet)
        );
    }

    // What the work before left behind is not this one's.
    private static void Settle()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }
}
