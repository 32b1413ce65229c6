using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>A queue that delivers at least once and in any order, as Azure's does.</summary>
internal sealed class SimulatedQueue(Agenda agenda, Random random, Network network) : IShardQueue
{
    private static readonly Duration Visibility = Duration.FromMinutes(10);

    private readonly List<Message> _messages = [];

    /// <summary>Told whenever a message may have become visible.</summary>
    public Action Visible { get; set; } = () => { };

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken) =>
        network.CallAsync(
            "enqueue",
            () =>
            {
                var message = new Message(shard);
                _messages.Add(message);
                Show(message, agenda.Now + delay);
                return true;
            },
            cancellationToken
        );

    public Message? Receive()
    {
        var visible = _messages.Where(message => message.VisibleAt <= agenda.Now).ToList();
        if (visible.Count == 0)
        {
            return null;
        }

        var message = visible[random.Next(visible.Count)];
        if (++message.Dequeued > 8)
        {
            _messages.Remove(message);
        }
        else if (!network.Happens(0.05))
        {
            Show(message, agenda.Now + Visibility);
        }

        return message;
    }

    public void Delete(Message message) => _messages.Remove(message);

    public void PutBack(Message message) => Show(message, agenda.Now + Duration.FromSeconds(30));

    private void Show(Message message, Instant at)
    {
        message.VisibleAt = at;
        agenda.At(at, () => Visible());
    }

    internal sealed class Message(ShardKey shard)
    {
        public ShardKey Shard => shard;

        public Instant VisibleAt { get; set; }

        public int Dequeued { get; set; }
    }
}
