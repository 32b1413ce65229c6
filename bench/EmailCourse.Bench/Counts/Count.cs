namespace EmailCourse.Bench.Counts;

/// <summary>A number of requests or calls, which is the same in every run.</summary>
/// <param name="Name">What is counted; the name of its limit in <see cref="CountLimits"/>.</param>
internal sealed record Count(string Name, double Value);
