using EmailCourse.Delivery;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>
/// Looks at the desk now and then, and lets sending go on that a brake has stopped: at once, or only hours later.
/// </summary>
internal sealed class Operator(Agenda agenda, Random random, BrakeStore brake, InMemoryTable table, Invariants invariants)
{
    private bool _isAboutTo;

    public void Begin() => agenda.In(Duration.FromHours(1), Look);

    private void Look()
    {
        var row = table.FindAsync(ShardKey.All[0], BrakeState.RowKey, default).Result;
        if (!_isAboutTo && BrakeState.FromRow(row).Pulled is not null)
        {
            _isAboutTo = true;
            agenda.In(Duration.FromMinutes(random.Next(agenda.Now < Profile.Healed ? 8 * 60 : 120)), Resume);
        }

        agenda.In(Duration.FromHours(1), Look);
    }

    private void Resume()
    {
        Life.Begin(ResumeAsync, crashed: () => agenda.In(Duration.FromMinutes(1), Resume), invariants.Surprised);

        async Task ResumeAsync()
        {
            try
            {
                invariants.HoldingBack.Resuming(agenda.Now);
                await brake.ResumeAsync(CancellationToken.None);
                _isAboutTo = false;
            }
            catch (SimulatedFaultException)
            {
                agenda.In(Duration.FromMinutes(1), Resume);
            }
        }
    }
}
