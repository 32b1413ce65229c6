using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web.Desk;

/// <summary>Sends everybody as a file, as long as a request may well take for it.</summary>
internal sealed class ListExporter(ICourseTable table)
{
    /// <summary>Beyond it, a command writes the list: it has the time, and begins anew if it breaks off.</summary>
    public const int Most = 100_000;

    /// <summary>Whether there are more than <see cref="Most"/>. Reads no further than that.</summary>
    public async Task<bool> IsTooLongAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await Task.WhenAll(ShardKey.All.Select(CountAsync));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Enough were found.
        }

        return count > Most;

        async Task CountAsync(ShardKey shard)
        {
            await foreach (var page in table.PagesAsync(shard, SubscriberRow.All, TableLimits.PageRows, enough.Token))
            {
                if (Interlocked.Add(ref count, page.Count(row => !SubscriberRow.IsTombstone(row))) > Most)
                {
                    await enough.CancelAsync();
                }

                enough.Token.ThrowIfCancellationRequested();
            }
        }
    }

    public IResult Send(ListFormat format) => new Result(table, format);

    private sealed class Result(ICourseTable table, ListFormat format) : IResult
    {
        private const int Chunk = 64 * 1024;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = format.ContentType;
            response.Headers.CacheControl = "no-store";
            response.Headers.ContentDisposition = $"attachment; filename=\"{format.FileName}\"";
            // Collected, since a web server takes nothing that is not awaited.
            await using var text = new StringWriter();
            await format.WriteAsync(
                table.SubscribersAsync(httpContext.RequestAborted),
                text,
                () => text.GetStringBuilder().Length < Chunk ? Task.CompletedTask : FlushAsync()
            );
            await FlushAsync();

            async Task FlushAsync()
            {
                await response.WriteAsync(text.ToString(), httpContext.RequestAborted);
                text.GetStringBuilder().Clear();
            }
        }
    }
}
