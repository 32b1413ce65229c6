namespace EmailCourse.Course;

/// <summary>
/// The variables of a template and their values. Every property of the records below is a variable, under its name in snake case;
/// its value is given in <see cref="TemplateVariablesFactory"/>.
/// </summary>
/// <param name="Personal">Null where no template names anything personal, as on pages.</param>
internal sealed record TemplateVariables(CommonVariables Common, PersonalVariables? Personal = null);

/// <summary>
/// Variables whose values differ between subscribers. None that holds what somebody typed may be usable in an unconfirmed mail:
/// whoever signs up chooses both name and address, and could send words to a stranger.
/// </summary>
[UsableIn(TemplateKinds.None)]
internal sealed record PersonalVariables
{
    /// <summary>"Hello Ana," or, without a name, "Hello,".</summary>
    [UsableIn(TemplateKinds.SubscribedMail | TemplateKinds.Lesson)]
    public required string Greeting { get; init; }

    /// <summary>", Ana" or nothing.</summary>
    [UsableIn(TemplateKinds.SubscribedMail | TemplateKinds.Lesson)]
    public required string CommaName { get; init; }

    /// <summary>The page with the button that stops all mail.</summary>
    [UsableIn(TemplateKinds.UnconfirmedMail | TemplateKinds.SubscribedMail | TemplateKinds.Lesson | TemplateKinds.MailLayout)]
    public required string UnsubscribeLink { get; init; }

    /// <summary>The page with the button that starts the course; null unless the mail asks for it.</summary>
    [UsableIn(TemplateKinds.UnconfirmedMail)]
    public required string? ConfirmLink { get; init; }

    /// <summary>The page with the button that moves the course to this address; null unless the mail asks for it.</summary>
    [UsableIn(TemplateKinds.NewAddressMail)]
    public required string? MoveLink { get; init; }

    /// <summary>
    /// The page with the button by which the address is never written to again; null unless the mail is unsolicited.
    /// </summary>
    [UsableIn(
        TemplateKinds.UnconfirmedMail | TemplateKinds.NewAddressMail | TemplateKinds.SubscribedMail | TemplateKinds.MailLayout
    )]
    public required string? RefuseLink { get; init; }

    /// <summary>The lesson in the browser; null unless the mail is a lesson.</summary>
    [UsableIn(TemplateKinds.Lesson | TemplateKinds.MailLayout)]
    public required string? LessonLink { get; init; }

    /// <summary>
    /// The subscriber's own page; null in mails to an address that nobody has confirmed, or that is theirs no more.
    /// </summary>
    [UsableIn(TemplateKinds.SubscribedMail | TemplateKinds.Lesson | TemplateKinds.MailLayout)]
    public required string? ManageLink { get; init; }

    /// <summary>
    /// Where the reader says whether the lesson was useful, to be followed by <c>&amp;a=</c> and the answer; null unless the mail
    /// is a lesson of a course that asks.
    /// </summary>
    [UsableIn(TemplateKinds.MailLayout)]
    public required string? AnswerLink { get; init; }
}

/// <summary>Variables whose values are the same for all subscribers.</summary>
internal sealed record CommonVariables
{
    /// <summary>Null unless the template belongs to a lesson.</summary>
    [UsableIn(TemplateKinds.Lesson | TemplateKinds.MailLayout)]
    public required LessonVariables? Lesson { get; init; }

    /// <summary>The landing page.</summary>
    public required string SiteLink { get; init; }

    /// <summary>The page that says what is stored.</summary>
    public required string PrivacyLink { get; init; }

    [UsableIn(TemplateKinds.AllButNewAddressMail)]
    public required CourseVariables Course { get; init; }

    /// <summary>The language of all texts, as a BCP-47 tag.</summary>
    [UsableIn(TemplateKinds.Layouts)]
    public required string Language { get; init; }

    /// <summary>Whom the lessons come from.</summary>
    public required SenderVariables Sender { get; init; }

    /// <summary>What the operator says on the privacy page.</summary>
    [UsableIn(TemplateKinds.Page)]
    public required PrivacyNotice Privacy { get; init; }

    [UsableIn(TemplateKinds.Layouts)]
    public required IReadOnlyList<CountryHelp> HelpLines { get; init; }

    /// <summary>The day on which the help lines were last checked, as in 2026-11-30.</summary>
    [UsableIn(TemplateKinds.Layouts)]
    public required string HelpLinesChecked { get; init; }
}

/// <summary>Variables about the sender.</summary>
internal sealed record SenderVariables
{
    /// <summary>The name that an inbox shows beside a lesson.</summary>
    public required string Name { get; init; }
}

/// <summary>Variables about the course.</summary>
internal sealed record CourseVariables
{
    public required string Title { get; init; }

    /// <summary>What the course is, in one sentence.</summary>
    public required string Tagline { get; init; }

    /// <summary>The author's name, or null.</summary>
    public required string? Author { get; init; }

    /// <summary>The author's practice, or null.</summary>
    public required string? Practice { get; init; }

    public required int LessonCount { get; init; }

    /// <summary>Whether lessons end with the question to the reader, if they were useful.</summary>
    [UsableIn(TemplateKinds.Page)]
    public required bool AsksIfUseful { get; init; }

    /// <summary>Line by line.</summary>
    [UsableIn(TemplateKinds.Layouts)]
    public required IReadOnlyList<string> PostalAddress { get; init; }

    /// <summary>The author's own invitation, or null.</summary>
    [UsableIn(TemplateKinds.Layouts)]
    public required Invitation? Invitation { get; init; }
}

/// <summary>Variables about one lesson.</summary>
internal sealed record LessonVariables
{
    /// <summary>The lesson's place, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many lessons there are.</summary>
    public required int Total { get; init; }

    public required string Title { get; init; }

    /// <summary>What a reader may want to know before reading on, or null.</summary>
    [UsableIn(TemplateKinds.Layouts)]
    public required string? ContentNote { get; init; }

    /// <summary>The place of the house that the lesson is at, or null.</summary>
    [UsableIn(TemplateKinds.Layouts)]
    public required string? Place { get; init; }
}
