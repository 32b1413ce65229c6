using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;

namespace EmailCourse.Local.StandIn;

/// <summary>The calls of <c>mail/send</c> since the start.</summary>
internal sealed class CallLog(IClock clock)
{
    private readonly ConcurrentQueue<MailSendCall> _calls = new();

    public IReadOnlyCollection<MailSendCall> Calls => _calls;

    public void Add(MailSendRequest? request, string outcome) =>
        _calls.Enqueue(
            new MailSendCall(
                clock.GetCurrentInstant(),
                request?.Personalizations?.Count ?? 0,
                outcome,
                request?.Mail,
                request?.TrackingSettings
            )
        );
}

/// <summary>One call of <c>mail/send</c>.</summary>
/// <param name="At">By the course's clock.</param>
/// <param name="Personalizations">How many the request had; 0 when it could not be read.</param>
/// <param name="Outcome">The status that was answered, or the fault that prevented an answer.</param>
/// <param name="Mail">Which mail of the course it was.</param>
/// <param name="Tracking">Its <c>tracking_settings</c>.</param>
internal sealed record MailSendCall(Instant At, int Personalizations, string Outcome, string? Mail, JsonElement? Tracking);
