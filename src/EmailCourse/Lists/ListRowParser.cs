using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Lists;

/// <summary>Makes a person of a row, or says of each field what is wrong and how to mend it.</summary>
internal sealed class ListRowParser(SubscriberIdFactory ids, AddressPolicy addresses, IClock clock)
{
    private const int LongestWording = 4000;

    // Before it, nobody signed up for anything by email; a year typed with two digits falls here.
    private static readonly Instant EarliestConsent = Instant.FromUtc(1990, 1, 1, 0, 0);

    /// <summary>Returns the person, or <see langword="null"/> and a sentence for each wrong field.</summary>
    public (ImportedPerson? Person, string Problems) Parse(ListRow row)
    {
        var problems = new List<string>();
        var email = Email(row[ListColumns.Email], problems);
        var hasName = FirstName.TryParse(row[ListColumns.FirstName], out var firstName, out var nameProblem);
        Require(hasName, ListColumns.FirstName, nameProblem, problems);
        var schedule = Schedule(row, problems);
        var consent = Consent(row, problems);
        // Whoever paused or stopped is not to begin anew because a list was brought along.
        var state = row[ListColumns.State];
        Require(
            state is "" or nameof(SubscriberState.Active),
            ListColumns.State,
            $"'{state}' is left out: only who takes the course (Active) is imported.",
            problems
        );
        return problems.Count == 0
            ? (new(new Recipient(ids.Of(email), email, firstName, schedule), consent), "")
            : (null, string.Join(' ', problems));
    }

    private EmailAddress Email(string text, List<string> problems)
    {
        var isAddress = EmailAddress.TryParse(text, out var email, out var problem);
        Require(isAddress, ListColumns.Email, problem, problems);
        if (isAddress && addresses.ObjectionTo(email) is { } objection)
        {
            Require(false, ListColumns.Email, objection.Problem, problems);
        }

        return email;
    }

    private static DailySchedule Schedule(ListRow row, List<string> problems)
    {
        var (zone, hour, pace) = (row[ListColumns.TimeZone], row[ListColumns.Hour], row[ListColumns.Pace]);
        var found = TimeZones.Find(zone);
        Require(found is not null, ListColumns.TimeZone, $"'{zone}' is no time zone. Write it like Europe/Berlin.", problems);
        var at = DailySchedule.ParseHour(hour);
        Require(at is not null, ListColumns.Hour, $"'{hour}' is no full hour from 0 to 23.", problems);
        var paces = Enum.GetNames<Pace>();
        Require(
            pace.Length == 0 || paces.Contains(pace),
            ListColumns.Pace,
            $"'{pace}' is none of {string.Join(", ", paces)}.",
            problems
        );
        return problems.Count == 0
            ? new(found!, at!.Value, pace.Length == 0 ? Pace.Daily : Enum.Parse<Pace>(pace))
            : DailySchedule.None;
    }

    private Consent Consent(ListRow row, List<string> problems)
    {
        var (time, wording) = (row[ListColumns.ConsentAt], row.Verbatim(ListColumns.ConsentWording));
        var parsed = OffsetDateTimePattern.Rfc3339.Parse(time);
        var at = parsed.Success ? parsed.Value.ToInstant() : clock.GetCurrentInstant();
        Require(
            parsed.Success,
            ListColumns.ConsentAt,
            $"'{time}' is no time. Write it with its distance from UTC, like 2026-03-27T18:30:00+01:00 or 2026-03-27T17:30:00Z.",
            problems
        );
        Require(at <= clock.GetCurrentInstant(), ListColumns.ConsentAt, $"{time} has not come yet. Correct the time.", problems);
        Require(at >= EarliestConsent, ListColumns.ConsentAt, $"{time} is long ago. Correct the year.", problems);
        Require(
            !string.IsNullOrWhiteSpace(wording),
            ListColumns.ConsentWording,
            "There is none. Give the sentence they agreed to.",
            problems
        );
        Require(
            wording.Length <= LongestWording,
            ListColumns.ConsentWording,
            $"It has more than {LongestWording} characters. Give only the sentence they agreed to.",
            problems
        );
        Require(
            wording.All(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t'),
            ListColumns.ConsentWording,
            "It holds a control character. Take it out.",
            problems
        );
        return new(at, wording, NetworkFingerprint: "");
    }

    private static void Require(bool isSo, string column, string problem, List<string> problems)
    {
        if (!isSo)
        {
            problems.Add($"{column}: {problem}");
        }
    }
}
