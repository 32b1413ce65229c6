using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>A queue that delivers at least once and in any order, as Azure's does.</summary>
internal sealed class SimulatedQueue(Agenda agenda, Random random, Network network) : IShardQueue
{
    private static readonly Duration Visibility = Duration.FromMinutes(10);

    private readonly List<Message> _messages = [];

    public Task SendAsync(ShardKey shard, Duration delay, CancellationToken cancellationToken) => network.CallAsync("enqueue", () =>
    {
        _messages.Add(new Message(shard, agenda.Now + delay));
        return true;
    });

    public Message? Receive()
    {
        var visible = _messages.Where(message => message.VisibleAt <= agenda.Now).ToList();
        if (visible.Count == 0)
            return null;

        var message = visible[random.Next(visible.Count)];
        if (++message.Dequeued > 8)
            _messages.Remove(message);
        else if (!network.Happens(0.05))
            message.VisibleAt = agenda.Now + Visibility;
        return message;
    }

    public void Delete(Message message) => _messages.Remove(message);

    public void PutBack(Message message) => message.VisibleAt = agenda.Now + Duration.FromSeconds(30);

    internal sealed class Message(ShardKey shard, Instant visibleAt)
    {
        public ShardKey Shard => shard;

        public Instant VisibleAt { get; set; } = visibleAt;

        public int Dequeued { get; set; }
    }
}
