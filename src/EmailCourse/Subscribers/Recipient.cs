using EmailCourse.Schedule;

namespace EmailCourse.Subscribers;

/// <summary>To whom a mail is sent, and on which schedule.</summary>
internal sealed record Recipient(SubscriberId Id, EmailAddress Email, FirstName FirstName, DailySchedule Schedule)
{
    public SignUpDetails Details => new(FirstName, Schedule);

    /// <summary>The pace stays: no form asks for it.</summary>
    public Recipient With(SignUpDetails details) =>
        this with
        {
            FirstName = details.FirstName,
            Schedule = details.Schedule with { Pace = Schedule.Pace },
        };
}
