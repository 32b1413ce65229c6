namespace EmailCourse.Reports;

/// <summary>How the course goes, counted at one time. Of nobody in particular.</summary>
/// <param name="Report">Everything counted since the course began.</param>
/// <param name="Days">The last twelve weeks, oldest day first, days without anything included.</param>
/// <param name="States">How many subscribers are in each state, and how many addresses are suppressed for each reason.</param>
/// <param name="Calls">Calls that SendGrid did not simply accept, in the same weeks, by what came of them.</param>
/// <param name="RefusedForms">Forms that were not taken, in the same weeks, by reason.</param>
/// <param name="Zones">The hours chosen by those who take the course, by time zone.</param>
internal sealed record CourseNumbers(
    CourseReport Report,
    IReadOnlyList<DayNumbers> Days,
    IReadOnlyList<StateNumbers> States,
    IReadOnlyList<NamedNumber> Calls,
    IReadOnlyList<NamedNumber> RefusedForms,
    IReadOnlyList<ZoneNumbers> Zones
);

/// <summary>One day of UTC.</summary>
/// <param name="Sent">Mails that SendGrid accepted, of any kind.</param>
/// <param name="Bounced">Addresses that turned out not to exist.</param>
/// <param name="Complained">People who called a mail spam.</param>
internal sealed record DayNumbers(
    DateOnly Day,
    long SignedUp,
    long Confirmed,
    long Stopped,
    long Sent,
    long Bounced,
    long Complained
);

/// <summary>How often something happened.</summary>
internal sealed record NamedNumber(string Name, long Count);

/// <summary>How many are in a state.</summary>
/// <param name="State">The state; or why an address is suppressed.</param>
/// <param name="IsSuppressed">Whether it is a reason of suppression.</param>
internal sealed record StateNumbers(string State, bool IsSuppressed, long Count);

/// <summary>The hours that people of a time zone have chosen.</summary>
/// <param name="Zone">Its IANA name.</param>
/// <param name="Hours">How many chose each hour from 0 to 23.</param>
internal sealed record ZoneNumbers(string Zone, IReadOnlyList<long> Hours)
{
    public long Count => Hours.Sum();
}
