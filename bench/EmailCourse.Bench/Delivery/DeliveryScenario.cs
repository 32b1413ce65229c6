using System.Globalization;
using EmailCourse.Bench.Stand;

namespace EmailCourse.Bench.Delivery;

/// <summary>What is due, and behind what delays.</summary>
/// <param name="Due">How many subscribers have a lesson due.</param>
/// <param name="Lessons">How many different lessons are due.</param>
/// <param name="Storage">What <see cref="BenchTable.CreateAsync"/> takes.</param>
/// <param name="Parallel">How many shards are run at a time.</param>
internal sealed record DeliveryScenario(
    int Due,
    int Lessons,
    string Storage,
    Latency StorageLatency,
    Latency MailLatency,
    int Parallel
)
{
    /// <summary>A connection string holds a key, and is not shown.</summary>
    public string StorageName => Storage is BenchTable.Memory or BenchTable.Sqlite ? Storage : "Azure Storage";

    public string LessonsName => Lessons == 1 ? "one lesson" : $"{Lessons} lessons";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Due:N0} due, {LessonsName}, {StorageName}{Delays()}");

    private string Delays() =>
        (StorageLatency.IsNone ? "" : $", storage {StorageLatency}") + (MailLatency.IsNone ? "" : $", mail {MailLatency}");
}
