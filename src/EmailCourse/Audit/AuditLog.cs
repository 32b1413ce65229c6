using System.Globalization;
using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Audit;

/// <summary>
/// Keeps in rows <c>audit~{time}~{random id}</c> of the first shard what was done at the desk, for a year. The time counts down,
/// so that the newest rows come first.
/// </summary>
internal sealed class AuditLog(ICourseTable table, IClock clock, IIdGenerator ids)
{
    private const string Prefix = "audit~";

    // The last millisecond of the year 9999, which is as many digits as any before it.
    private const long End = 253_402_300_799_999;

    private static readonly Duration Kept = Duration.FromDays(365);
    private static readonly ShardKey Shard = ShardKey.All[0];
    private static readonly RowRange All = RowRange.StartingWith(Prefix);

    /// <summary>Records what is about to be done.</summary>
    public async Task RecordAsync(string act, string signIn)
    {
        var now = clock.GetCurrentInstant();
        var row = new TableEntity(Shard.ToString(), $"{KeyOf(now)}~{ids.NewId()}")
        {
            ["At"] = now.ToDateTimeOffset(),
            ["Act"] = act,
            ["SignIn"] = signIn,
        };
        await new Transaction(Shard).Put(row).CommitAsync(table, CancellationToken.None);
    }

    /// <summary>Reads what was done last, the latest first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> ReadLastAsync(int atMost, CancellationToken cancellationToken) =>
        [
            .. (await table.ReadAsync(Shard, All, atMost, cancellationToken)).Select(row => new AuditEntry(
                row.GetInstant("At"),
                row.GetString("Act"),
                row.GetString("SignIn")
            )),
        ];

    /// <summary>Deletes what was done more than a year ago.</summary>
    public Task ForgetAsync(ShardKey shard, CancellationToken cancellationToken)
    {
        var old = All with { From = KeyOf(clock.GetCurrentInstant() - Kept) };
        return table.DeleteAsync(shard, old, isOver: _ => true, cancellationToken);
    }

    private static string KeyOf(Instant at) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{End - at.ToUnixTimeMilliseconds():D15}");
}
