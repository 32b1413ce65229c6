using EmailCourse.Bench.Stand;

namespace EmailCourse.Bench.CommandLine;

/// <summary>What was asked for on the command line.</summary>
internal sealed record BenchSettings(
    int Subscribers,
    int Lessons,
    string Storage,
    Latency StorageLatency,
    Latency MailLatency,
    int Parallel,
    int Rounds
);
