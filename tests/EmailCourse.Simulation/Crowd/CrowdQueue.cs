using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Simulation.Crowd;

/// <summary>The queue, and so many runs at once that take what it holds.</summary>
internal sealed class CrowdQueue(Agenda agenda, int runs) : IShardQueue
{
    private static readonly Duration Visibility = Duration.FromSeconds(30);

    private readonly Queue<ShardKey> _visible = new();
    private int _idle = runs;

    /// <summary>Runs a shard.</summary>
    public Func<ShardKey, Task> Run { get; set; } = _ => Task.CompletedTask;

    /// <summary>Told of what is a bug.</summary>
    public Action<Exception> Surprised { get; set; } = _ => { };

    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken)
    {
        agenda.In(
            delay,
            () =>
            {
                _visible.Enqueue(shard);
                Take();
            }
        );
        return Task.CompletedTask;
    }

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Take()
    {
        while (_idle > 0 && _visible.TryDequeue(out var shard))
        {
            _idle--;
            Life.Begin(() => RunAsync(shard), crashed: null, Surprised);
        }
    }

    private async Task RunAsync(ShardKey shard)
    {
        try
        {
            await Run(shard);
        }
        catch (SimulatedFaultException)
        {
            await SendAsync(shard, Visibility, CancellationToken.None);
        }

        _idle++;
        Take();
    }
}
