namespace EmailCourse.Simulation.Crowd;

/// <summary>What storage and the provider let pass.</summary>
/// <param name="EntitiesOfPartition">A second, for each shard.</param>
/// <param name="EntitiesOfAccount">A second, for all shards together.</param>
/// <param name="CallsOfProvider">A second; what exceeds them is answered with HTTP 429.</param>
internal sealed record CrowdLimits(double EntitiesOfPartition, double EntitiesOfAccount, double CallsOfProvider)
{
    /// <summary>
    /// The documented limits of Azure Table storage, where each entity of a transaction counts. SendGrid documents none for its
    /// calls; ten a second are an assumption.
    /// </summary>
    public static CrowdLimits OfAzure { get; } = new(2_000, 20_000, 10);

    /// <summary>The same with less of everything, so that fewer people meet them.</summary>
    public CrowdLimits DividedBy(double divisor) =>
        new(EntitiesOfPartition / divisor, EntitiesOfAccount / divisor, CallsOfProvider / divisor);
}
