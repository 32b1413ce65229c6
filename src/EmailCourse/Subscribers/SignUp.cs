using EmailCourse.Course;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// Signs up an address. Whatever is known of it, the caller learns nothing, and nothing of a subscriber changes: whoever filled
/// in the form has not shown that the address is theirs. At most two mails in 30 days ask to confirm, and one notice a week goes
/// to who is subscribed already.
/// </summary>
internal sealed class SignUp(ConfirmMailPlanner mails)
{
    /// <param name="typed">The address and what was typed beside it.</param>
    /// <param name="places">As they were read before the form was let through.</param>
    public async Task HandleAsync(Recipient typed, ConfirmMailPlaces places)
    {
        using var trace = CourseTraces.Act("sign up");
        await mails.PlanAsync(typed.Id, typed.Email, places, (current, askAt, now) => Decide(current, typed, askAt, now));
    }

    private static SubscriberChange? Decide(Subscriber? current, Recipient typed, Instant? askAt, Instant now) =>
        current switch
        {
            null => askAt is { } at ? new(New(typed, at, now)) { Counts = [CounterNames.SignedUp] } : null,
            { State: SubscriberState.Unsubscribed } => askAt is { } at ? new(AskToConfirm(current, typed, at, now)) : null,
            { State: SubscriberState.Pending } => AskAgain(current, typed, askAt, now),
            { IsSubscribed: true } => SendManageLink.Decide(current, now),
            _ => null,
        };

    private static Subscriber New(Recipient typed, Instant askAt, Instant now) =>
        new(typed, SubscriberState.Pending, Progress.None.Awaiting(MailKey.Confirm, askAt), now) { LastSignUpMailAt = now };

    // Somebody who stopped is asked once and not reminded.
    private static Subscriber AskToConfirm(Subscriber current, Recipient typed, Instant askAt, Instant now) =>
        current with
        {
            State = SubscriberState.Pending,
            PreviousState = current.State,
            Unconfirmed = typed.Details,
            MovesFrom = null,
            Progress = current.Progress.Awaiting(MailKey.Confirm, askAt) with { NoReminder = true },
            LastSignUpMailAt = now,
        };

    // The latest form counts for the mail that is still to come. Where that is the reminder, it comes now, or at its turn, and as
    // what it is: the same question again.
    private static SubscriberChange? AskAgain(Subscriber current, Recipient typed, Instant? askAt, Instant now)
    {
        var after = current with { Unconfirmed = typed.Details };
        if (askAt is { } at && ConfirmMailPlanner.IsLost(current, now))
        {
            return new(
                after with
                {
                    Progress = current.Progress.Awaiting(MailKey.Confirm, at) with { NoReminder = true },
                    LastSignUpMailAt = now,
                }
            );
        }

        var carriesForm = current.Progress.Due?.Mail is { } due && (due == MailKey.Confirm || due == MailKey.Reminder);
        return carriesForm ? new(after) : null;
    }
}
