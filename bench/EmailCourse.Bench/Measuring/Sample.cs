namespace EmailCourse.Bench.Measuring;

/// <summary>What one piece of work took of the process.</summary>
/// <param name="PeakBytes">The largest working set while it lasted, the rows of a table in memory included.</param>
internal sealed record Sample(TimeSpan Elapsed, TimeSpan Cpu, long AllocatedBytes, long PeakBytes);
