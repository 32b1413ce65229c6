using System.Globalization;

namespace EmailCourse.Bench.Scores;

/// <summary>What a number should at most or at least be.</summary>
internal sealed record Target(double Limit, bool IsMost)
{
    public bool IsMetBy(double value) => IsMost ? value <= Limit : value >= Limit;

    public override string ToString() => $"{(IsMost ? "≤" : "≥")} {Limit.ToString("0.####", CultureInfo.InvariantCulture)}";
}
