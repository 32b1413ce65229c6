using Azure;
using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// The row <c>quota~{name}</c> as it was read: the hour that is being filled, and how much of it. It lies in the future when more
/// was asked for than fits. Hours are those of UTC.
/// </summary>
/// <param name="Name">What is counted; a key if it tells of somebody.</param>
/// <param name="Limit">How much fits into an hour; 0 for any number.</param>
internal sealed record HourlyPlaces(ShardKey Shard, string Name, int Limit)
{
    private static readonly Duration AnHour = Duration.FromHours(1);

    public Instant Hour { get; init; }

    public int Taken { get; init; }

    /// <summary><see langword="default"/> if there was no row.</summary>
    public ETag Version { get; init; }

    /// <summary>The next hour.</summary>
    public Instant Until => Hour + AnHour;

    /// <summary>Every hour of a shard that somebody takes places of, or has taken.</summary>
    public static RowRange All { get; } = RowRange.StartingWith(Key(""));

    public static string Key(string name) => $"quota~{name}";

    /// <summary>As they are at that time: an hour that has passed says nothing of the present one.</summary>
    public HourlyPlaces At(Instant now) =>
        Until > now ? this : this with { Hour = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600), Taken = 0 };

    /// <summary>As they are once the next place is taken: in this hour or, when it is full, in the one after it.</summary>
    public HourlyPlaces TakeNext(Instant now)
    {
        var places = At(now);
        return places.Taken < Limit ? places with { Taken = places.Taken + 1 } : places with { Hour = places.Until, Taken = 1 };
    }

    public static HourlyPlaces FromRow(TableEntity row, ShardKey shard, string name, int limit) =>
        new(shard, name, limit)
        {
            Hour = row.GetInstant("Hour"),
            Taken = row.GetInt32("Count") ?? 0,
            Version = row.ETag,
        };

    public TableEntity ToRow() => new(Shard.ToString(), Key(Name)) { ["Hour"] = Hour.ToDateTimeOffset(), ["Count"] = Taken };
}
