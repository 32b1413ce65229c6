using EmailCourse.Mail;
using EmailCourse.Subscribers;

namespace EmailCourse.Delivery;

/// <summary>One attempt to send a batch.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="SentTo">The due rows that the request held, in its order: those who changed something before are not in
/// it.</param>
internal sealed record SendAttempt(SendOutcome Outcome, IReadOnlyList<DueRow> SentTo)
{
    /// <summary>Divides the recipients into those SendGrid named as refused and the rest.</summary>
    public (IReadOnlyList<DueRow> Named, IReadOnlyList<DueRow> Others) Divide(SendOutcome.RecipientsRefused refused)
    {
        var positions = refused.Positions.ToHashSet();
        var parts = SentTo.Select((due, position) => (due, IsNamed: positions.Contains(position))).ToLookup(part => part.IsNamed);
        return ([.. parts[true].Select(part => part.due)], [.. parts[false].Select(part => part.due)]);
    }
}
