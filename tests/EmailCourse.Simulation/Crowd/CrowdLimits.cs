namespace EmailCourse.Simulation.Crowd;

/// <summary>What storage and the provider let pass.</summary>
/// <param name="EntitiesOfPartition">A second, for each shard.</param>
/// <param name="EntitiesOfAccount">A second, for all shards together.</param>
/// <param name="CallsOfProvider">A second; what exceeds them is answered with HTTP 429.</param>
/// <param name="RequestMilliseconds">The mean time of a request to storage that is not turned away.</param>
internal sealed record CrowdLimits(
    double EntitiesOfPartition,
    double EntitiesOfAccount,
    double CallsOfProvider,
    double RequestMilliseconds
)
{
    /// <summary>The documented limits of Azure Table storage, where each entity of a transaction counts.</summary>
    public static CrowdLimits OfAzure { get; } = new(2_000, 20_000, 10, 30);

    /// <summary>The same with less of everything, so that fewer people meet them.</summary>
    public CrowdLimits DividedBy(double divisor) =>
        this with
        {
            EntitiesOfPartition = EntitiesOfPartition / divisor,
            EntitiesOfAccount = EntitiesOfAccount / divisor,
        };
}
