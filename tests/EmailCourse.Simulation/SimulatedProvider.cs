using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>A mail provider that accepts, refuses, throttles, loses answers, and reports what it did in its own time.</summary>
internal sealed class SimulatedProvider(
    Agenda agenda,
    Random random,
    Network network,
    Profile profile,
    Report report,
    Population people,
    SimulatedWebhook webhook,
    Invariants invariants
) : IMailSender
{
    private static readonly Duration Timeout = Duration.FromSeconds(30);

    public void Prepare(MailKey mail) { }

    public Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        invariants.CheckCall(request, agenda.Now);
        var (outcome, isTaken) = Decide(request);
        if (outcome is not SendOutcome.Accepted)
        {
            report.Count($"send {outcome.GetType().Name}{(isTaken ? " after effect" : "")}");
        }

        var latency = outcome is SendOutcome.Unknown ? Timeout : Duration.FromSeconds(3);
        return network.ExchangeAsync(() => Take(request, outcome, isTaken), answer => answer, latency, cancellationToken);
    }

    private SendOutcome Take(SendRequest request, SendOutcome outcome, bool isTaken)
    {
        if (isTaken)
        {
            Deliver(request);
        }

        return outcome;
    }

    private (SendOutcome Outcome, bool IsTaken) Decide(SendRequest request)
    {
        if (profile.Outages.Any(outage => outage.Contains(agenda.Now)))
        {
            return (random.Next(3) == 0 ? new SendOutcome.Unknown("503") : new SendOutcome.NotReached("refused"), false);
        }

        if (network.Happens(profile.FaultRate))
        {
            return Fault(request);
        }

        var invalid = request
            .To.Select((due, position) => (due, position))
            .Where(each => IsRefused(each.due, AddressKind.Invalid))
            .Select(each => each.position)
            .ToList();
        if (invalid.Count > 0)
        {
            return (new SendOutcome.RecipientsRefused(invalid, "400"), false);
        }

        return request.To.Any(due => IsRefused(due, AddressKind.Poison))
            ? (new SendOutcome.Refused("400"), false)
            : (new SendOutcome.Accepted(), true);
    }

    private (SendOutcome Outcome, bool IsTaken) Fault(SendRequest request) =>
        random.Next(8) switch
        {
            0 => (new SendOutcome.Throttled(Duration.FromSeconds(random.Next(1, 900))), false),
            1 => (new SendOutcome.NotReached("refused"), false),
            2 => (new SendOutcome.Misconfigured("401"), false),
            3 when request.To.Count > 1 => (new SendOutcome.TooLarge(), false),
            4 or 5 => (new SendOutcome.Unknown("lost"), false),
            _ => (
                new SendOutcome.Unknown("lost"),
                !request.To.Any(due => IsRefused(due, AddressKind.Invalid) || IsRefused(due, AddressKind.Poison))
            ),
        };

    private bool IsRefused(DueRow due, AddressKind kind) =>
        people.Of(due.Id) is var learner && learner.Kind == kind && (IsLaterLesson(due) || !learner.IsRefusedLate);

    private static bool IsLaterLesson(DueRow due) => due.Mail.IsLesson && due.Mail != Profile.Lessons[0].Mail;

    private void Deliver(SendRequest request)
    {
        foreach (var due in request.To)
        {
            var learner = people.Of(due.Id);
            invariants.CheckDelivery(learner, due, agenda.Now);
            learner.Mailbox.Add((request.Mail.Value, request.BatchId, agenda.Now, due.Id));
            report.Mails++;
            people.Received(learner, due);
        }

        webhook.Report(request);
    }
}
