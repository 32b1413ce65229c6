using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>
/// Lies between the engine and everything outside it: each call takes time, may fail before or after its effect, and may be the
/// last thing its caller does.
/// </summary>
internal sealed class Network(Agenda agenda, Random random, Profile profile, Report report)
{
    // Of calls while storage is slow, each of which takes from one to five seconds.
    private static readonly Duration LeastOneWay = Duration.FromMilliseconds(501);

    // Of the calls to slow storage, after all tries of the client.
    private const double TurnedAwayRate = 0.02;

    /// <summary>Nothing goes wrong any more.</summary>
    public bool IsQuiet => !IsFaulty;

    private bool IsFaulty => agenda.Now < Profile.Healed;

    private bool IsSlow => profile.SlowStorage.Any(slow => slow.Contains(agenda.Now));

    /// <summary>A storage call. The storage client's own second try after a lost answer is part of it.</summary>
    public Task<T> CallAsync<T>(string what, Func<T> effect, CancellationToken cancellationToken)
    {
        var fault = Draw();
        report.Count(fault, what);
        return ExchangeAsync(
            () =>
            {
                if (fault == Fault.BeforeEffect)
                {
                    return default!;
                }

                var answer = effect();
                return fault == Fault.TriedTwice ? effect() : answer;
            },
            answer =>
                fault is Fault.BeforeEffect or Fault.AnswerLost ? throw new SimulatedFaultException($"{what}: {fault}") : answer,
            Latency(),
            cancellationToken
        );
    }

    /// <summary>A call whose failures its own effect decides. Cancelled on its way, it may still take effect.</summary>
    public Task<T> ExchangeAsync<T>(Func<T> effect, Func<T, T> answer, Duration latency, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var life = Life.Current;
        var coming = new TaskCompletionSource<T>();
        agenda.In(
            OneWay(latency),
            () =>
            {
                // A request that left before the crash may still arrive.
                if (life.IsDead && random.Next(2) == 0)
                {
                    return;
                }

                var outcome = effect();
                agenda.In(OneWay(latency), () => Return(life, coming, () => answer(outcome), cancellationToken));
            }
        );
        return coming.Task;
    }

    public bool Happens(double rate) => IsFaulty && random.NextDouble() < rate;

    private void Return<T>(Life life, TaskCompletionSource<T> coming, Func<T> answer, CancellationToken cancellationToken)
    {
        if (life.IsDead)
        {
            return;
        }

        if (Happens(profile.CrashRate))
        {
            report.Crashes++;
            life.Crash();
            return;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            coming.SetCanceled(cancellationToken);
            return;
        }

        try
        {
            coming.SetResult(answer());
        }
        catch (SimulatedFaultException fault)
        {
            coming.SetException(fault);
        }
    }

    // Mostly milliseconds; now and then a process is frozen for longer than its lease. Both ways take up to so long.
    private Duration Latency() =>
        IsFaulty && profile.CrashRate > 0 && random.Next(400) == 0 ? Duration.FromSeconds(random.Next(1, 400))
        : IsSlow ? Duration.FromSeconds(2)
        : profile.Latency * random.NextDouble();

    private Duration OneWay(Duration longest) => (longest * random.NextDouble()) + (IsSlow ? LeastOneWay : Duration.Zero);

    private Fault Draw() =>
        IsSlow && Happens(TurnedAwayRate) ? Fault.BeforeEffect
        : Happens(profile.FaultRate) ? (Fault)random.Next(1, 4)
        : Fault.None;
}

/// <summary>What can go wrong with a call.</summary>
internal enum Fault
{
    None,
    BeforeEffect,
    AnswerLost,
    TriedTwice,
}
