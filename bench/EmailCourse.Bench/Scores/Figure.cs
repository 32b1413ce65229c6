namespace EmailCourse.Bench.Scores;

/// <summary>One number of the scoreboard, as often as it was measured.</summary>
/// <param name="Bench">The verb that measures it.</param>
/// <param name="Name">What it is; names a target in <see cref="Targets"/>.</param>
/// <param name="Values">One for each round.</param>
internal sealed record Figure(string Bench, string Name, string Unit, IReadOnlyList<double> Values)
{
    public Figure(string bench, string name, string unit, double value)
        : this(bench, name, unit, [value]) { }

    public double Median
    {
        get
        {
            var sorted = Values.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public double Least => Values.Min();

    public double Most => Values.Max();

    public Target? Target => Targets.Find(Bench, Name);
}
