using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse;

/// <summary>
/// Validates at startup that the id key is the one the table was made with. The row <c>idkey</c> of the first shard holds a
/// keyed fingerprint of a constant, written by the first start.
/// </summary>
internal sealed partial class IdKeyCheck(ICourseTable table, SubscriberIdFactory ids, IClock clock, ILogger<IdKeyCheck> logger)
    : IHostedLifecycleService
{
    public const string RowKey = "idkey";

    private const string Setting = EmailCourseOptions.Section + ":" + nameof(EmailCourseOptions.IdKey);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static ShardKey Shard => ShardKey.All[0];

    // Before anything else starts, so that nothing is served and nothing sent with the wrong key.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var ours = Fingerprint(ids);
        if (await KnownAsync(ours, cancellationToken) is { } known && known != ours)
        {
            throw new OptionsValidationException(
                Options.DefaultName,
                typeof(EmailCourseOptions),
                [
                    $"Setting {Setting} is not the key that this course's table was made with. With another key nobody who "
                        + "signed up is recognised: people get lessons twice, and addresses that must not be mailed again are "
                        + "mailed. Put the former key back; only an empty table can begin with a new one.",
                ]
            );
        }
    }

    /// <summary>Whether the table was made with that key; <see langword="null"/> if no course has begun in it.</summary>
    public static async Task<bool?> FitsAsync(ICourseTable table, SubscriberIdFactory ids, CancellationToken cancellationToken) =>
        await ReadAsync(table, cancellationToken) is { } known ? known == Fingerprint(ids) : null;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Storage that does not answer now will once more; a course that is down until somebody starts it again helps nobody.
    private async Task<string?> KnownAsync(string ours, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Timeout);
        try
        {
            return await ReadAsync(table, patience.Token) ?? await WriteAsync(ours, patience.Token);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnchecked(Setting, failure);
            return null;
        }
    }

    private static string Fingerprint(SubscriberIdFactory ids) => ids.Fingerprint("id key");

    private static async Task<string?> ReadAsync(ICourseTable table, CancellationToken cancellationToken) =>
        (await table.FindAsync(Shard, RowKey, cancellationToken))?.GetString("Fingerprint");

    // Somebody else's first start may be faster; then theirs counts.
    private async Task<string?> WriteAsync(string ours, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Shard.ToString(), RowKey)
        {
            ["Fingerprint"] = ours,
            ["Since"] = clock.GetCurrentInstant().ToDateTimeOffset(),
        };
        return await new Transaction(Shard).Insert(row).CommitAsync(table, cancellationToken) is CommitResult.Committed
            ? ours
            : await ReadAsync(table, cancellationToken);
    }

    [LoggerMessage(
        LogLevel.Error,
        "The table did not answer, so whether {Setting} is the key it was made with is left to the next start."
    )]
    private partial void LogUnchecked(string setting, Exception failure);
}
