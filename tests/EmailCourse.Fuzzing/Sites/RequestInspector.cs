using Microsoft.AspNetCore.Http;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>
/// Stands around every request that reaches the engine, and notes what must not be: an exception, an answer of 500 and more, a
/// row written by a request that was refused or only looks, and rows that are not whole.
/// </summary>
internal sealed class RequestInspector(WatchedTable table)
{
    private readonly List<string> _violations = [];

    /// <summary>Gives what was noted since this was last asked.</summary>
    public IReadOnlyList<string> TakeViolations()
    {
        IReadOnlyList<string> taken = [.. _violations];
        _violations.Clear();
        return taken;
    }

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var (commits, changes) = (table.Written.Count, table.Changes);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever hung up reads no answer; what they asked for is done, or not.
            _violations.AddRange(Audit(commits));
            throw;
        }
        catch (Exception exception)
        {
            _violations.Add($"threw {exception}");
            throw;
        }

        var (method, status) = (context.Request.Method, context.Response.StatusCode);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            _violations.Add($"answered {status}");
        }

        var isRefused = status >= StatusCodes.Status400BadRequest || !HttpMethods.IsPost(method);
        if (isRefused && table.Changes > changes)
        {
            _violations.Add($"{method} answered {status} and wrote rows");
        }

        _violations.AddRange(Audit(commits));
    }

    private IEnumerable<string> Audit(int commits) =>
        table.Written.Skip(commits).Distinct().SelectMany(shard => RowAudit.Check(table.Rows, shard));
}
