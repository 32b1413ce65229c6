using EmailCourse.Bench.Measuring;
using EmailCourse.Bench.Stand;

namespace EmailCourse.Bench.Delivery;

/// <summary>What one contender took to deliver a scene.</summary>
internal sealed record DeliveryResult(int Due, Sample Sample, int TableRequests, int MailCalls)
{
    private const int WarmUpDue = 5000;

    public double RequestsPerLesson => (double)TableRequests / Due;

    public double CallsPerThousand => 1000.0 * MailCalls / Due;

    public double PerSecond => Due / Sample.Elapsed.TotalSeconds;

    public double CpuMicroseconds => Sample.Cpu.TotalMicroseconds / Due;

    public double AllocatedKiB => Sample.AllocatedBytes / 1024.0 / Due;

    public double PeakMiB => Sample.PeakBytes / 1024.0 / 1024;

    /// <summary>Lets a contender deliver a scene of its own.</summary>
    /// <exception cref="InvalidOperationException">It did not send what was due.</exception>
    public static async Task<DeliveryResult> MeasureAsync(DeliveryScenario scenario, Contender contender)
    {
        var due = Math.Min(scenario.Due, contender.MostDue);
        await using var scene = await DeliveryScene.CreateAsync(scenario with { Due = due });
        var work = await contender.Prepare(scene);
        var sample = await ProcessMeter.MeasureAsync(work);
        var requests = scene.Table.Requests;
        return requests.Mails == due
            ? new DeliveryResult(due, sample, requests.TableRequests, requests.MailCalls)
            : throw new InvalidOperationException($"{contender.Name} sent {requests.Mails:N0} of {due:N0} lessons: {scenario}.");
    }

    /// <summary>Measures each in turn, and all of them so often: whatever slows the machine down slows all.</summary>
    /// <param name="measure">Measures one of them once.</param>
    /// <param name="progress">Told after each piece of work.</param>
    public static async Task<Dictionary<TKey, List<DeliveryResult>>> MeasureInTurnAsync<TKey>(
        IReadOnlyList<TKey> measured,
        Func<TKey, Task<DeliveryResult>> measure,
        int rounds,
        Action progress
    )
        where TKey : notnull
    {
        var results = measured.ToDictionary(each => each, _ => new List<DeliveryResult>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var each in measured)
            {
                results[each].Add(await measure(each));
                progress();
            }
        }

        return results;
    }

    /// <summary>Lets each deliver a little, which compiles what is measured after it.</summary>
    public static async Task WarmUpAsync(DeliveryScenario scenario, IReadOnlyList<Contender> contenders)
    {
        foreach (var contender in contenders)
        {
            await MeasureAsync(
                scenario with
                {
                    Due = WarmUpDue,
                    StorageLatency = Latency.None,
                    MailLatency = Latency.None,
                },
                contender
            );
        }
    }
}
