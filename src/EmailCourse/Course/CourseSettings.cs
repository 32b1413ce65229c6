namespace EmailCourse.Course;

/// <summary>What <c>lessons/course.yaml</c> says.</summary>
internal sealed record CourseSettings
{
    /// <summary>The course's name.</summary>
    public required string Title { get; init; }

    /// <summary>What the course is, in one sentence.</summary>
    public required string Tagline { get; init; }

    /// <summary>The language all words are written in, as a BCP-47 tag.</summary>
    public required string Language { get; init; }

    /// <summary>Who the mails come from.</summary>
    public required CourseSenders Sender { get; init; }

    /// <summary>Where answers go; null leaves them to the sender.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>The postal address in every footer, line by line.</summary>
    public required IReadOnlyList<string> PostalAddress { get; init; }

    /// <summary>Who wrote the course.</summary>
    public CourseAuthor Author { get; init; } = new(null, null);

    /// <summary>The author's own invitation, if there is one.</summary>
    public Invitation? Invitation { get; init; }

    /// <summary>What a person agrees to when signing up.</summary>
    public required ConsentWording Consent { get; init; }

    /// <summary>Where help can be found, by country.</summary>
    public required IReadOnlyList<CountryHelp> HelpLines { get; init; }
}

/// <summary>The two senders: two addresses, so that a complaint about one does not stain the other.</summary>
/// <param name="Lessons">Sends the lessons, and the mail to someone already subscribed.</param>
/// <param name="Confirmations">Sends <c>confirm</c> and <c>reminder</c>.</param>
internal sealed record CourseSenders(Mailbox Lessons, Mailbox Confirmations);

/// <summary>A name and an address in a mail's header.</summary>
/// <param name="Name">The display name; discreet, for it stands on lock screens.</param>
/// <param name="Address">The bare address.</param>
internal sealed record Mailbox(string Name, string Address);

/// <summary>Who wrote the course; both are null unless set.</summary>
/// <param name="Name">The author's name.</param>
/// <param name="Practice">The author's practice.</param>
internal sealed record CourseAuthor(string? Name, string? Practice);

/// <summary>A link the author invites to.</summary>
/// <param name="Text">The words.</param>
/// <param name="Url">An https address.</param>
internal sealed record Invitation(string Text, string Url);

/// <summary>The exact sentence a person agrees to.</summary>
/// <param name="Wording">The sentence.</param>
/// <param name="Version">Its name, kept as proof with each subscriber.</param>
internal sealed record ConsentWording(string Wording, string Version);

/// <summary>The help lines of one country.</summary>
/// <param name="Country">The country, as a person would say it.</param>
/// <param name="Lines">At least one.</param>
internal sealed record CountryHelp(string Country, IReadOnlyList<HelpLine> Lines);

/// <summary>One help line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Contact">How to reach it, in words.</param>
/// <param name="Url">An https address, if it has one.</param>
internal sealed record HelpLine(string Name, string Contact, string? Url);
