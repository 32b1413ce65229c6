using EmailCourse.Mail;
using EmailCourse.SendGridWebhook;
using EmailCourse.Subscribers;
using NodaTime;

namespace EmailCourse.Simulation;

/// <summary>The provider's events: late, doubled, in any order, tried again until taken; or off.</summary>
internal sealed class SimulatedWebhook(Agenda agenda, Random random, Profile profile, Population people, Invariants invariants)
{
    /// <summary>Set once the engine exists.</summary>
    public SendGridEventHandler? Receiver { get; set; }

    public void Report(SendRequest request)
    {
        if (!profile.EventsOn)
        {
            return;
        }

        foreach (var due in request.To)
        {
            foreach (var sendGridEvent in EventsOf(request, due))
            {
                for (var copies = random.Next(10) == 0 ? 2 : 1; copies > 0; copies--)
                {
                    agenda.In(Duration.FromSeconds(random.Next(8 * 60)), () => Post([sendGridEvent]));
                }
            }
        }
    }

    private IEnumerable<SendGridEvent> EventsOf(SendRequest request, DueRow due)
    {
        yield return Event("processed", request, due);
        var learner = people.Of(due.Id);
        if (profile.Storms.Any(storm => storm.Contains(agenda.Now)) && random.Next(6) == 0)
        {
            learner.MayMissLessons = true;
            yield return Event(random.Next(2) == 0 ? "spamreport" : "bounce", request, due);
        }

        if (learner.Kind == AddressKind.Bounces)
        {
            yield return Event("bounce", request, due) with
            {
                Type = "bounce",
            };
        }
        else
        {
            yield return Event("delivered", request, due);
        }

        if (learner.Kind == AddressKind.Complains && random.Next(3) == 0)
        {
            yield return Event("spamreport", request, due);
        }
    }

    private static SendGridEvent Event(string kind, SendRequest request, DueRow due) =>
        new()
        {
            Kind = kind,
            Batch = request.BatchId,
            Subscriber = due.Id.ToString(),
        };

    private void Post(IReadOnlyList<SendGridEvent> events)
    {
        Life.Begin(PostAsync, () => Again(events), invariants.Surprised);

        async Task PostAsync()
        {
            try
            {
                await Receiver!.HandleAsync(events, CancellationToken.None);
            }
            catch (SimulatedFaultException)
            {
                Again(events);
            }
        }
    }

    private void Again(IReadOnlyList<SendGridEvent> events) =>
        agenda.In(Duration.FromSeconds(random.Next(5, 30)), () => Post(events));
}
