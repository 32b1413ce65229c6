using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Simulation.Crowd;

/// <summary>What became of a crowd whose lesson was due at the same time.</summary>
internal sealed class CrowdReport
{
    /// <summary>Of each shard, when its last mail went, counted from the hour of the lesson.</summary>
    public Dictionary<ShardKey, Duration> LastOfShard { get; } = [];

    public int Mails { get; set; }

    public int Doubled { get; set; }

    public int Lost { get; set; }

    /// <summary>People whose rows do not say, at the end, that the lesson came and that the next one is due.</summary>
    public int NotRecorded { get; set; }

    /// <summary>Batches that are open at the end, and leases that are held.</summary>
    public int LeftOpen { get; set; }

    /// <summary>Lessons that were moved to another day.</summary>
    public int Postponed { get; set; }

    /// <summary>Mails that went before one of their shard that had been due for longer.</summary>
    public int OutOfOrder { get; set; }

    /// <summary>Tries that storage turned away with HTTP 503.</summary>
    public int TurnedAway { get; set; }

    /// <summary>Requests that failed, as all their tries were turned away.</summary>
    public int Failed { get; set; }

    /// <summary>Calls that the provider answered with HTTP 429.</summary>
    public int Throttled { get; set; }

    public Duration First => LastOfShard.Values.Min();

    public Duration Last => LastOfShard.Values.Max();

    public override string ToString() =>
        $"mails {Mails:N0}, lost {Lost}, doubled {Doubled}, postponed {Postponed}, out of order {OutOfOrder}, "
        + $"not recorded {NotRecorded}, left open {LeftOpen}\n"
        + $"503: {TurnedAway:N0} tries, {Failed:N0} requests; 429: {Throttled:N0} calls\n"
        + $"the first shard was done after {First.TotalSeconds:F0} s, the last after {Last.TotalSeconds:F0} s";
}
