namespace EmailCourse.Bench.Startup;

/// <summary>When a new process had come so far, in milliseconds since it began to run this program's code.</summary>
internal sealed record StartStages(double Registered, double Loaded, double FirstPage, double Composed);
