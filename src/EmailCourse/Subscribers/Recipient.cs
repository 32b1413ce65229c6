using EmailCourse.Schedule;

namespace EmailCourse.Subscribers;

/// <summary>Who a mail goes to.</summary>
internal sealed record Recipient(SubscriberId Id, EmailAddress Email, FirstName FirstName, DailySchedule Schedule);
