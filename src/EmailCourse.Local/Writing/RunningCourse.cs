using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Web;

namespace EmailCourse.Local.Writing;

/// <summary>
/// The one place that knows which course runs: pages and deliveries that begin use it, and those that are under way keep theirs.
/// </summary>
internal sealed class RunningCourse(LoadedCourse first) : ICourseDelivery, IDisposable
{
    private LoadedCourse _current = first;
    private volatile bool _isDisposed;

    /// <summary>Begins a use of the course that runs; dispose it to end the use.</summary>
    public LoadedCourse Use()
    {
        LoadedCourse course;
        do
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            course = Volatile.Read(ref _current);
        } while (!course.TryUse());

        return course;
    }

    public void Replace(LoadedCourse next) => Interlocked.Exchange(ref _current, next).Dispose();

    /// <summary>Answers a request with the course that runs.</summary>
    public async Task<IResult> HandleAsync(HttpContext context, CourseEndpoint endpoint)
    {
        using var course = Use();
        var program = context.RequestServices;
        context.RequestServices = course.Services;
        try
        {
            return await endpoint.Handle(context);
        }
        finally
        {
            context.RequestServices = program;
        }
    }

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        using var course = Use();
        await course.Delivery.TickAsync(cancellationToken);
    }

    public async Task RunShardAsync(ShardKey shard, CancellationToken stopping)
    {
        using var course = Use();
        await course.Delivery.RunShardAsync(shard, stopping);
    }

    // Twice, since it stands for two services.
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _current.Dispose();
    }
}
