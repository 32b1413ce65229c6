namespace EmailCourse.Bench.Cost;

/// <summary>
/// List prices in US dollars, region East US, looked up on 2026-11-30, without the free grants. docs/scale.md names the sources,
/// and which of them are assumptions.
/// </summary>
internal static class Prices
{
    public const double TableRequest = 0.00036 / 10_000;
    public const double QueueRequest = 0.0004 / 10_000;
    public const double Execution = 0.40 / 1_000_000;
    public const double GigabyteSecond = 0.000026;
    public const double TelemetryGigabyte = 2.30;
}
