namespace EmailCourse.Simulation;

/// <summary>Ids from the seed, so that a run can be played again.</summary>
internal sealed class SeededIds(Random random) : IIdGenerator
{
    public string NewId()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
