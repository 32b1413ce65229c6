using NodaTime;

namespace EmailCourse.Course;

/// <summary>The settings in <c>course.yaml</c>.</summary>
internal sealed record CourseSettings
{
    public required string Title { get; init; }

    /// <summary>What the course is, in one sentence.</summary>
    public required string Tagline { get; init; }

    /// <summary>The language of all texts, as a BCP-47 tag.</summary>
    public required string Language { get; init; }

    public required CourseSenders Sender { get; init; }

    /// <summary>Where answers go, or null if to the sender.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>Where mail programs may send a wish to stop that a person reads and grants, or null if nowhere.</summary>
    public string? UnsubscribeAddress { get; init; }

    /// <summary>The postal address at the foot of every mail, line by line.</summary>
    public required IReadOnlyList<string> PostalAddress { get; init; }

    public CourseAuthor Author { get; init; } = new(null, null);

    /// <summary>The author's own invitation, or null.</summary>
    public Invitation? Invitation { get; init; }

    /// <summary>Whether lessons end with a question to the reader, if they were useful.</summary>
    public bool AsksIfUseful { get; init; } = true;

    /// <summary>The sentence that people agree to; stored with each subscriber as proof of consent.</summary>
    public required string ConsentWording { get; init; }

    public required PrivacyNotice Privacy { get; init; }

    public required IReadOnlyList<CountryHelp> HelpLines { get; init; }

    /// <summary>The day on which somebody last compared the help lines with public sources.</summary>
    public required LocalDate HelpLinesChecked { get; init; }

    /// <summary>Whether that was more than a year ago. Numbers change.</summary>
    public bool AreHelpLinesStale(LocalDate today) => HelpLinesChecked.PlusYears(1) < today;
}

/// <summary>The senders of mails. They differ, so that complaints about one do less harm to delivery of the other.</summary>
/// <param name="Lessons">Sends the lessons and <c>already-subscribed</c>.</param>
/// <param name="Confirmations">Sends <c>confirm</c> and <c>reminder</c>.</param>
internal sealed record CourseSenders(Mailbox Lessons, Mailbox Confirmations);

/// <summary>A display name and an address in a header of a mail.</summary>
/// <param name="Name">Appears on lock screens.</param>
/// <param name="Address">Without the name, as in <c>lessons@example.org</c>.</param>
internal sealed record Mailbox(string Name, string Address);

/// <summary>Who wrote the course; null where the settings do not say it.</summary>
internal sealed record CourseAuthor(string? Name, string? Practice);

/// <summary>
/// What the privacy page says that only the operator knows; see
/// <see href="https://eur-lex.europa.eu/eli/reg/2016/679/oj#art_13">GDPR, Article 13</see>.
/// </summary>
/// <param name="Controller">Who decides what happens to the data: a person, a practice or a company.</param>
/// <param name="Contact">The email address for questions about the data.</param>
/// <param name="MinimumAge">From which age people may take the course, in years.</param>
/// <param name="StoredIn">Where the table lies, as in "the European Union".</param>
/// <param name="SentFrom">Where the provider processes mails, as in "the United States".</param>
/// <param name="Safeguard">On what ground data may leave the readers' region, or null where it does not.</param>
/// <param name="Officer">The data protection officer and how to reach them, or null if there is none.</param>
/// <param name="Authority">The authority where readers may complain, or null for "the one of your country".</param>
/// <param name="AuthorityUrl">Its https address, or null.</param>
internal sealed record PrivacyNotice(
    string Controller,
    string Contact,
    int MinimumAge,
    string StoredIn,
    string SentFrom,
    string? Safeguard,
    string? Officer,
    string? Authority,
    string? AuthorityUrl
);

/// <summary>A link the author invites to.</summary>
/// <param name="Text">What the link reads.</param>
/// <param name="Url">An https address.</param>
internal sealed record Invitation(string Text, string Url);

/// <summary>The help lines of a country.</summary>
/// <param name="Country">The country's name.</param>
/// <param name="Lines">At least one.</param>
internal sealed record CountryHelp(string Country, IReadOnlyList<HelpLine> Lines);

/// <summary>A help line.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Serves">Whom it serves, as in "for everyone"; null where the settings do not say it.</param>
/// <param name="Contact">How to reach it, in words.</param>
/// <param name="Url">An https address, or null.</param>
internal sealed record HelpLine(string Name, string? Serves, string Contact, string? Url);
