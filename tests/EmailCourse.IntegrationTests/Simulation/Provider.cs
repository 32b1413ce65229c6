using System.Collections.Concurrent;
using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.SendGridWebhook;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.IntegrationTests.Simulation;

/// <summary>
/// A mail provider that mostly accepts, sometimes throttles or fails, and sometimes accepts without saying so. It reports all
/// it accepted, or nothing.
/// </summary>
internal sealed class Provider(int seed, bool reports) : IMailSender
{
    private readonly Lock _sync = new();
    private readonly Random _random = new(seed);
    private readonly ConcurrentQueue<SendGridEvent> _events = new();
    private readonly List<(SubscriberId To, string Mail, string Batch)> _accepted = [];

    public bool IsFaulty { get; set; } = true;

    /// <summary>Every mail accepted, in the order of acceptance.</summary>
    public IReadOnlyList<(SubscriberId To, string Mail, string Batch)> Accepted => _accepted;

    public bool Has(string batch) => _accepted.Exists(each => each.Batch == batch);

    public void Prepare(MailKey mail) { }

    public Task<SendOutcome> SendAsync(SendRequest dispatch, CancellationToken cancellationToken)
    {
        lock (_sync)
        {
            return Task.FromResult(Answer(dispatch));
        }
    }

    /// <summary>What there is to report, each event once or twice and in any order.</summary>
    public IReadOnlyList<SendGridEvent> TakeEvents()
    {
        var taken = new List<SendGridEvent>();
        while (_events.TryDequeue(out var each))
        {
            taken.AddRange(Enumerable.Repeat(each, taken.Count % 7 == 0 ? 2 : 1));
        }

        var events = taken.ToArray();
        lock (_sync)
        {
            _random.Shuffle(events);
        }

        return events;
    }

    private SendOutcome Answer(SendRequest dispatch)
    {
        switch (IsFaulty ? _random.Next(12) : int.MaxValue)
        {
            case 0:
                return new SendOutcome.Throttled(Duration.FromSeconds(_random.Next(1, 600)));
            case 1:
                return new SendOutcome.NotReached("refused");
            // What was accepted before has not grown.
            case 2 when dispatch.To.Count > 1 && !Has(dispatch.BatchId):
                return new SendOutcome.TooLarge();
            case 3:
                return new SendOutcome.Unknown("lost, and not accepted");
            case 4 or 5:
                Accept(dispatch);
                return new SendOutcome.Unknown("lost, but accepted");
            default:
                Accept(dispatch);
                return new SendOutcome.Accepted();
        }
    }

    private void Accept(SendRequest dispatch)
    {
        foreach (var due in dispatch.To)
        {
            _accepted.Add((due.Id, dispatch.Mail.Value, dispatch.BatchId));
            if (reports)
            {
                _events.Enqueue(
                    new SendGridEvent
                    {
                        Kind = "processed",
                        Batch = dispatch.BatchId,
                        Subscriber = due.Id.ToString(),
                    }
                );
            }
        }
    }
}
