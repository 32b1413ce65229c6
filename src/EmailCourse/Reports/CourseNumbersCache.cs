using System.Diagnostics;
using System.Text.Json;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Reports;

/// <summary>
/// Keeps the last numbers counted. They are counted anew for whoever looks a quarter of an hour later; where that takes long,
/// only when it is asked for, and then they are kept in the table for every instance of the program.
/// </summary>
internal sealed class CourseNumbersCache(ICourseTable table, CourseNumbersReader reader, IClock clock) : IDisposable
{
    private static readonly Duration Fresh = Duration.FromMinutes(15);
    private static readonly Duration Long = Duration.FromSeconds(5);
    private static readonly ShardKey Shard = ShardKey.All[0];

    // Whoever comes while somebody counts waits for what they count.
    private readonly SemaphoreSlim _counting = new(1);

    private CountedNumbers? _latest;

    /// <summary>The numbers as they were counted last, or now. Writes nothing.</summary>
    public async Task<CountedNumbers> ReadAsync(CancellationToken cancellationToken)
    {
        if (await FindLatestAsync(cancellationToken) is { } latest)
        {
            return latest;
        }

        await _counting.WaitAsync(cancellationToken);
        try
        {
            return await FindLatestAsync(cancellationToken) ?? await ReadAnewAsync(cancellationToken);
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <summary>Counts now, and keeps what was counted, even if the browser hangs up.</summary>
    public async Task CountAsync()
    {
        await _counting.WaitAsync();
        try
        {
            var counted = await ReadAnewAsync(CancellationToken.None);
            await new Transaction(Shard).Put(counted.ToRow(Shard)).CommitAsync(table, CancellationToken.None);
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private async Task<CountedNumbers?> FindLatestAsync(CancellationToken cancellationToken)
    {
        var kept = await FindAsync(cancellationToken);
        var latest = kept?.At > _latest?.At ? kept : _latest ?? kept;
        return latest?.Took > Long || clock.GetCurrentInstant() - latest?.At < Fresh ? latest : null;
    }

    private async Task<CountedNumbers> ReadAnewAsync(CancellationToken cancellationToken)
    {
        var (at, began) = (clock.GetCurrentInstant(), Stopwatch.GetTimestamp());
        var numbers = await reader.ReadAsync(cancellationToken);
        return _latest = new CountedNumbers(numbers, at, Duration.FromTimeSpan(Stopwatch.GetElapsedTime(began)));
    }

    private async Task<CountedNumbers?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await table.FindAsync(Shard, CountedNumbers.RowKey, cancellationToken) is { } row
                ? CountedNumbers.FromRow(row)
                : null;
        }
        catch (JsonException)
        {
            // An older program wrote other numbers.
            return null;
        }
    }
}
