using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.SendGridWebhook;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation.Crowd;

/// <summary>A provider that accepts so many calls a second and answers others with HTTP 429.</summary>
internal sealed class CrowdProvider(
    Agenda agenda,
    Random random,
    CrowdLimits limits,
    CrowdReport report,
    Instant hour,
    Action<Exception> surprised
) : IMailSender
{
    private static readonly Duration CallTime = Duration.FromMilliseconds(300);

    // How long SendGrid waits before it posts events again that were not taken.
    private static readonly Duration PostAgainAfter = Duration.FromMinutes(1);

    private readonly TokenBucket _calls = new(limits.CallsOfProvider);
    private readonly HashSet<SubscriberId> _reached = [];
    private readonly Dictionary<char, Instant> _dueOfShard = [];

    /// <summary>The webhook, which takes its events.</summary>
    public Func<SendGridEvent, Task> Webhook { get; set; } = _ => Task.CompletedTask;

    public void Prepare(MailKey mail) { }

    public Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<SendOutcome>();
        agenda.In(CallTime * (0.5 + random.NextDouble()), () => answer.SetResult(Take(request)));
        return answer.Task;
    }

    private SendOutcome Take(SendRequest request)
    {
        if (!_calls.Has(1, agenda.Now))
        {
            report.Throttled++;
            return new SendOutcome.Throttled(Duration.FromSeconds(random.Next(1, 5)));
        }

        _calls.Charge(1);
        var shard = request.To[0].Id.Shard;
        foreach (var due in request.To)
        {
            report.Mails++;
            report.Doubled += _reached.Add(due.Id) ? 0 : 1;
            report.OutOfOrder += _dueOfShard.TryGetValue(shard.ToString()[0], out var before) && due.Due.At < before ? 1 : 0;
        }

        _dueOfShard[shard.ToString()[0]] = request.To.Max(due => due.Due.At);
        report.LastOfShard[shard] = agenda.Now - hour;
        var accepted = new SendGridEvent
        {
            Kind = "processed",
            Batch = request.BatchId,
            Subscriber = request.To[0].Id.ToString(),
        };
        agenda.In(
            Duration.FromSeconds(random.Next(2, 60)),
            () => Life.Begin(() => PostAsync(accepted), crashed: null, surprised)
        );
        return new SendOutcome.Accepted();
    }

    private async Task PostAsync(SendGridEvent accepted)
    {
        try
        {
            await Webhook(accepted);
        }
        catch (SimulatedFaultException)
        {
            agenda.In(PostAgainAfter, () => Life.Begin(() => PostAsync(accepted), crashed: null, surprised));
        }
    }
}
