using EmailCourse.Schedule;

namespace EmailCourse.Subscribers;

/// <summary>To whom a mail is sent, and on which schedule.</summary>
internal sealed record Recipient(SubscriberId Id, EmailAddress Email, FirstName FirstName, DailySchedule Schedule);
