using EmailCourse.Course;
using EmailCourse.Delivery;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>The function app: a timer, and several processes that take messages from the queue and sometimes die of it.</summary>
internal sealed class Workers(
    Agenda agenda,
    Random random,
    Network network,
    Profile profile,
    SimulatedQueue queue,
    InMemoryTable table,
    IReadOnlyList<LessonSlug> course,
    Engine engine,
    Invariants invariants
)
{
    private int _idle = profile.Workers;
    private long _day;

    public void Begin()
    {
        queue.Visible = () => agenda.In(Duration.FromMilliseconds(random.Next(500)), Poll);
        Tick();
    }

    private void Tick()
    {
        var day = agenda.Now.ToUnixTimeSeconds() / (24 * 3600);
        if (table.HasWork(agenda.Now) || !table.Knows(course) || day != _day)
        {
            _day = day;
            Life.Begin(TickAsync, crashed: null, invariants.Surprised);
        }

        agenda.In(agenda.Now < Profile.Healed ? DeliveryRules.Tick : 6 * DeliveryRules.Tick, Tick);
    }

    private async Task TickAsync()
    {
        var (began, hadWork) = (agenda.Now, table.HasWork(agenda.Now));
        if (await UnlessFaulty(() => engine.Delivery.TickAsync(default)) && hadWork && table.HasWork(agenda.Now))
        {
            invariants.HoldingBack.CheckBrake(began, agenda.Now);
        }
    }

    private void Poll()
    {
        if (_idle == 0 || queue.Receive() is not { } message)
        {
            return;
        }

        _idle--;
        Life.Begin(DeliverAsync, crashed: () => agenda.In(Duration.FromSeconds(random.Next(1, 60)), Idle), invariants.Surprised);

        async Task DeliverAsync()
        {
            if (await UnlessFaulty(() => engine.Delivery.RunShardAsync(message.Shard, Stopping())))
            {
                queue.Delete(message);
            }
            else
            {
                queue.PutBack(message);
            }

            Idle();
        }
    }

    // A process that stops tells its runs so, at any point of what they are doing.
    private CancellationToken Stopping()
    {
        if (!network.Happens(profile.StopRate))
        {
            return CancellationToken.None;
        }

        var stopping = new CancellationTokenSource();
        agenda.In(Duration.FromMilliseconds(random.Next(5000)), stopping.Cancel);
        return stopping.Token;
    }

    private void Idle()
    {
        _idle++;
        agenda.In(Duration.FromMilliseconds(random.Next(500)), Poll);
    }

    private static async Task<bool> UnlessFaulty(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception failure) when (failure is SimulatedFaultException or OperationCanceledException)
        {
            return false;
        }
    }
}
