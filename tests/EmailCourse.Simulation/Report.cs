namespace EmailCourse.Simulation;

/// <summary>What happened in one seed, or in many.</summary>
internal sealed class Report
{
    private readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);

    public long Seeds { get; set; }

    public long Crashes { get; set; }

    public long Mails { get; set; }

    /// <summary>Courses that went to another address.</summary>
    public long Moves { get; set; }

    /// <summary>How often a brake was pulled.</summary>
    public long Stops { get; set; }

    public long Lost { get; set; }

    /// <summary>Second copies although the provider's events were on: there may be none.</summary>
    public long DoubledWithEvents { get; set; }

    /// <summary>
    /// Second copies while the provider kept silent about a batch whose answer was lost: unavoidable, so counted.
    /// </summary>
    public long DoubledWithoutEvents { get; set; }

    public long Faults => _faults.Values.Sum();

    public void Count(Fault fault, string what)
    {
        if (fault != Fault.None)
        {
            Count($"{what} {fault}");
        }
    }

    public void Count(string fault) => _faults[fault] = _faults.GetValueOrDefault(fault) + 1;

    public long CountOf(string fault) => _faults.GetValueOrDefault(fault);

    public void Add(Report other)
    {
        Seeds += other.Seeds;
        Crashes += other.Crashes;
        Mails += other.Mails;
        Moves += other.Moves;
        Stops += other.Stops;
        Lost += other.Lost;
        DoubledWithEvents += other.DoubledWithEvents;
        DoubledWithoutEvents += other.DoubledWithoutEvents;
        foreach (var (fault, count) in other._faults)
        {
            _faults[fault] = _faults.GetValueOrDefault(fault) + count;
        }
    }

    public override string ToString() =>
        string.Join(
            Environment.NewLine,
            [
                .. _faults.Select(fault => $"  {fault.Value, 10:N0}  {fault.Key}"),
                $"seeds {Seeds:N0}, faults {Faults:N0}, crashes {Crashes:N0}, mails {Mails:N0}, moves {Moves:N0}, "
                    + $"brakes pulled {Stops:N0}",
                $"lost {Lost}, doubled {DoubledWithEvents} with events on, "
                    + $"{DoubledWithoutEvents} where no event told of a lost answer",
            ]
        );
}
