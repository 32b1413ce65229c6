namespace EmailCourse.Reports;

/// <summary>What happened since the course began, counted in the transactions that made it happen.</summary>
/// <param name="Mails">One entry per mail, in the order of their names.</param>
/// <param name="People">What people did.</param>
internal sealed record CourseReport(IReadOnlyList<MailNumbers> Mails, PeopleNumbers People);

/// <summary>The numbers of one mail.</summary>
/// <param name="Mail">Its key.</param>
/// <param name="Sent">How many subscribers it was handed over for.</param>
/// <param name="SentAgain">How many of those were handed over a second time, since the answer to the first was lost.</param>
/// <param name="Late">How often it was too late for a learner's hour, and moved to the next.</param>
/// <param name="Completed">For how many it was the last one.</param>
internal sealed record MailNumbers(string Mail, long Sent, long SentAgain, long Late, long Completed);

/// <summary>The numbers of what people did, and of what befell their addresses.</summary>
internal sealed record PeopleNumbers(long SignedUp, long Confirmed, long Unsubscribed, long Suppressed, long Expired);
