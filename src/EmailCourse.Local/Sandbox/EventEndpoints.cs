using EmailCourse.Local.StandIn;
using NodaTime;

namespace EmailCourse.Local.Sandbox;

/// <summary>Lets the provider report something about a mail that was sent.</summary>
internal static class EventEndpoints
{
    private const string Fix = """{"messageId":"the id of a mail in the inbox","event":"bounce"}""";

    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapPost(
            "/events",
            async (
                HttpRequest request,
                Inbox inbox,
                EventOutbox outbox,
                FaultPlan faults,
                IClock clock,
                CancellationToken cancellationToken
            ) =>
            {
                var order = Checked(await SandboxBody.ReadAsync<EventOrder>(request, Fix, cancellationToken));
                if (inbox.Find(order.MessageId!) is not { } mail)
                {
                    return InboxEndpoints.NoSuchMail(order.MessageId!);
                }

                var now = clock.GetCurrentInstant();
                if (faults.EventsOn)
                {
                    outbox.Add([EventFiles.WriteLater(inbox.FolderOf(mail), ProviderEvents.Of(mail, order.Event!, now))], now);
                }

                await outbox.PostAsync([], cancellationToken);
                return Results.Accepted();
            }
        );

    private static EventOrder Checked(EventOrder order) =>
        order switch
        {
            { MessageId: null or "" } => throw new BadInputException("messageId", $"Send {Fix}."),
            { Event: var name } when !ProviderEvents.Names.Contains(name) => throw new BadInputException(
                "event",
                $"Send one of: {string.Join(", ", ProviderEvents.Names)}."
            ),
            _ => order,
        };

    private sealed record EventOrder(string? MessageId, string? Event);
}
