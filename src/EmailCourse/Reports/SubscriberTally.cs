using EmailCourse.Storage;
using EmailCourse.Subscribers;

namespace EmailCourse.Reports;

/// <summary>Counts subscribers and suppressed addresses while their rows are read page by page.</summary>
internal sealed class SubscriberTally
{
    private const int HoursOfDay = 24;

    private readonly Dictionary<(string State, bool IsSuppressed), long> _states = [];
    private readonly Dictionary<string, long[]> _zones = [];

    public static async Task<SubscriberTally> OfAsync(ICourseTable table, ShardKey shard, CancellationToken cancellationToken)
    {
        var tally = new SubscriberTally();
        await foreach (var stored in table.AddressesAsync(shard, cancellationToken))
        {
            switch (stored)
            {
                case Subscriber subscriber:
                    tally.Count(subscriber);
                    break;
                case Tombstone tombstone:
                    tally.Count(tombstone.Reason, isSuppressed: true, 1);
                    break;
            }
        }

        return tally;
    }

    public SubscriberTally Add(SubscriberTally other)
    {
        foreach (var ((state, isSuppressed), count) in other._states)
        {
            Count(state, isSuppressed, count);
        }

        foreach (var (zone, hours) in other._zones)
        {
            foreach (var (hour, count) in hours.Index())
            {
                HoursOf(zone)[hour] += count;
            }
        }

        return this;
    }

    public IReadOnlyList<StateNumbers> States() =>
        [
            .. _states
                .OrderBy(each => each.Key.IsSuppressed)
                .ThenBy(each => each.Key.State, StringComparer.Ordinal)
                .Select(each => new StateNumbers(each.Key.State, each.Key.IsSuppressed, each.Value)),
        ];

    /// <summary>The most chosen first.</summary>
    public IReadOnlyList<ZoneNumbers> Zones() =>
        [
            .. _zones
                .Select(each => new ZoneNumbers(each.Key, each.Value))
                .OrderByDescending(zone => zone.Count)
                .ThenBy(zone => zone.Zone, StringComparer.Ordinal),
        ];

    private void Count(Subscriber subscriber)
    {
        Count(subscriber.State.ToString(), isSuppressed: false, 1);
        if (subscriber.State is SubscriberState.Active or SubscriberState.Paused)
        {
            HoursOf(subscriber.Recipient.Schedule.Zone.Id)[subscriber.Recipient.Schedule.Hour]++;
        }
    }

    private void Count(string state, bool isSuppressed, long count) =>
        _states[(state, isSuppressed)] = _states.GetValueOrDefault((state, isSuppressed)) + count;

    private long[] HoursOf(string zone)
    {
        if (!_zones.TryGetValue(zone, out var hours))
        {
            _zones.Add(zone, hours = new long[HoursOfDay]);
        }

        return hours;
    }
}
