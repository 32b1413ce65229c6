using EmailCourse.Local.StandIn;

namespace EmailCourse.Local.Sandbox;

/// <summary>Plans what goes wrong at the provider.</summary>
internal static class FaultEndpoints
{
    private const string Fix =
        """{"sequence":[{"kind":"status","status":429,"retryAfter":2},{"kind":"timeout"},"""
        + """{"kind":"reset"},{"kind":"acceptedThenLost"}]}"""
        + """ or {"always":{"kind":"status","status":503}} or {"events":"off"}""";

    public static void MapFaults(this IEndpointRouteBuilder api)
    {
        api.MapGet("/faults", (FaultPlan faults) => State(faults));
        api.MapPost(
            "/faults",
            async (HttpRequest request, FaultPlan faults, CancellationToken cancellationToken) =>
                Apply(Checked(await SandboxBody.ReadAsync<FaultOrder>(request, Fix, cancellationToken)), faults)
        );
        api.MapDelete("/faults", (FaultPlan faults) => Clear(faults));
    }

    private static IResult Clear(FaultPlan faults)
    {
        faults.Always = null;
        return Apply(new FaultOrder([], null, "on"), faults);
    }

    private static IResult Apply(FaultOrder order, FaultPlan faults)
    {
        faults.Sequence = order.Sequence ?? faults.Sequence;
        faults.Always = order.Always ?? faults.Always;
        faults.EventsOn = order.Events is null ? faults.EventsOn : order.Events is "on";
        return State(faults);
    }

    private static IResult State(FaultPlan faults) =>
        SandboxEndpoints.Json(
            new
            {
                sequence = faults.Sequence,
                always = faults.Always,
                events = faults.EventsOn ? "on" : "off",
            }
        );

    private static FaultOrder Checked(FaultOrder order)
    {
        if (order is { Sequence: null, Always: null, Events: null })
        {
            throw new BadInputException("body", $"Send {Fix}.");
        }

        if (order.Events is not (null or "on" or "off"))
        {
            throw new BadInputException("events", """Send "on" or "off".""");
        }

        foreach (var (index, fault) in (order.Sequence ?? []).Index())
        {
            Check(fault, $"sequence[{index}]");
        }

        if (order.Always is { } always)
        {
            Check(always, "always");
        }

        return order;
    }

    private static void Check(Fault? fault, string field)
    {
        if (fault?.Kind is null)
        {
            throw new BadInputException($"{field}.kind", """Send "status", "timeout", "reset" or "acceptedThenLost".""");
        }

        if (fault.Kind is FaultKind.Status && fault.Status is not (>= 300 and <= 599))
        {
            throw new BadInputException($"{field}.status", "Send the status to answer, from 300 to 599.");
        }

        if (fault.RetryAfter < 0)
        {
            throw new BadInputException($"{field}.retryAfter", "Send a number of seconds that is not negative.");
        }
    }

    private sealed record FaultOrder(IReadOnlyList<Fault>? Sequence, Fault? Always, string? Events);
}
