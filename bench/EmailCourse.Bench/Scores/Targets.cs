namespace EmailCourse.Bench.Scores;

/// <summary>What the numbers of a whole run should be. A number without a target is there to be seen.</summary>
internal static class Targets
{
    private static readonly Dictionary<(string Bench, string Name), Target> All = new()
    {
        [("counts", "table requests per lesson, 20,000 due for one lesson, tick included")] = Most(0.037),
        [("counts", "table requests of a tick with nothing to do, after the first of the hour")] = Most(16),
        [("counts", "table requests per sign-up, quotas included")] = Most(11),
        [("counts", "queue messages per sign-up")] = Most(1),
        [("delivery", "20,000 due, one lesson, memory: table requests per lesson, ours")] = Most(0.037),
        [("delivery", "20,000 due, one lesson, memory: throughput ÷ floor")] = Least(0.6),
        [("delivery", "20,000 due, one lesson, memory, storage 10ms, mail 60ms: throughput ÷ floor")] = Least(0.9),
        [("growth", "100,000 due, 13 lessons, sqlite: calls per 1,000 lessons")] = Most(2.2),
        [("growth", "one lesson, sqlite: 100,000 ÷ 10,000 due, CPU per lesson")] = Most(1.15),
        [("growth", "13 lessons, sqlite: 100,000 ÷ 10,000 due, CPU per lesson")] = Most(1.15),
        [("growth", "one lesson, sqlite: 100,000 ÷ 10,000 due, peak memory")] = Most(1.1),
        [("growth", "13 lessons, sqlite: 100,000 ÷ 10,000 due, peak memory")] = Most(1.1),
        [("signup", "table requests")] = Most(11),
        [("signup", "queue messages")] = Most(1),
        [("signup", "64 at a time, storage 10ms: p99 ÷ p50")] = Most(6),
        [("webhook", "1,000 events of one batch: table requests")] = Most(1),
        [("webhook", "1,000 events of 1,000 batches, storage 10ms: time")] = Most(1000),
        [("render", "landing ÷ bare")] = Least(0.8),
        [("render", "privacy ÷ bare")] = Least(0.8),
        [("render", "check-your-inbox ÷ bare")] = Least(0.8),
        [("start", "engine: start to first page")] = Most(250),
        [("start", "worker: start to first page")] = Most(1200),
    };

    public static Target? Find(string bench, string name) => All.GetValueOrDefault((bench, name));

    private static Target Most(double limit) => new(limit, IsMost: true);

    private static Target Least(double limit) => new(limit, IsMost: false);
}
