using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>
/// The content of a page. Its template is <c>Web/Pages/{name}.html</c>, where the name is the type's in kebab case without
/// "Page". Its properties are variables of that template, in snake case.
/// </summary>
internal abstract record Page(string Title)
{
    /// <summary>What search engines show of the page, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether search engines must leave the page out.</summary>
    public bool Noindex { get; init; } = true;

    internal virtual bool IsScripted => false;

    /// <summary>Whether all help lines stand at its foot, and not only the way to find one.</summary>
    internal virtual bool ListsHelpLines => false;

    /// <summary>What else than the site's own files the page may load, as a content security policy says it, or null.</summary>
    internal virtual string? ForeignSources => null;
}

internal sealed record LandingPage(
    string Title,
    RawHtml Body,
    SignUpForm Form,
    SignUpErrors Errors,
    IReadOnlyList<TimeZoneRegion> Zones,
    IReadOnlyList<HourChoice> Hours,
    string ConsentWording
) : Page(Title)
{
    /// <summary>The check that a provider has on this page, or null.</summary>
    public HumanCheckWidget? HumanCheck { get; init; }

    internal override bool IsScripted => true;

    internal override string? ForeignSources => HumanCheck?.Sources;
}

/// <summary>What a page shows for a provider to tell people from programs.</summary>
/// <param name="Company">Who it is.</param>
/// <param name="Script">What the page loads.</param>
/// <param name="CssClass">The element that the script fills.</param>
/// <param name="SiteKey">By which the provider knows the site.</param>
/// <param name="Sources">What the page's content security policy must allow.</param>
internal sealed record HumanCheckWidget(string Company, string Script, string CssClass, string SiteKey, string Sources);

/// <param name="Email">What was typed.</param>
/// <param name="Error">What is wrong with it, or null.</param>
internal sealed record FindPage(string Email, string? Error = null) : Page("Find your lessons")
{
    /// <summary>Where the form is posted.</summary>
    public string Action { get; } = "/" + Routes.Find;
}

internal sealed record CheckYourInboxPage() : Page("Please look in your inbox");

/// <param name="Action">Where the form is posted.</param>
/// <param name="Token">The link's token, posted in field <c>t</c>.</param>
internal sealed record ConfirmPage(string Action, string Token, ConfirmForm Form, ConfirmErrors Errors, string ConsentWording)
    : Page("Shall we begin?")
{
    public IReadOnlyList<TimeZoneRegion> Zones { get; } = TimeZoneRegion.All;

    public IReadOnlyList<HourChoice> Hours { get; } = HourChoice.All;
}

/// <param name="Action">Where the form is posted.</param>
/// <param name="Token">The link's token, posted in field <c>t</c>.</param>
/// <param name="IsUnticked">Whether the button was pressed without the box.</param>
internal sealed record ConfirmAddressPage(string Action, string Token, bool IsUnticked) : Page("Is this your new address?");

/// <param name="State"><c>active</c>, <c>paused</c> or <c>completed</c>.</param>
internal sealed record ConfirmedPage(string State) : Page("Welcome")
{
    /// <summary>Where the subscriber can change their course; null if it was an earlier press that counted.</summary>
    public string? ManageHref { get; init; }

    /// <summary>Whether no lesson has come before.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether the next lesson is being sent.</summary>
    public bool IsOnItsWay { get; init; }

    /// <summary>When the next lesson comes, in words; null if none is planned.</summary>
    public string? NextAt { get; init; }
}

/// <param name="Action">Where the form is posted.</param>
/// <param name="Token">The link's token, posted in field <c>t</c>.</param>
internal sealed record UnsubscribePage(string Action, string Token) : Page("Stop the emails?");

internal sealed record UnsubscribedPage() : Page("The emails have stopped");

/// <param name="Action">Where the form is posted.</param>
/// <param name="Token">The link's token, posted in field <c>t</c>.</param>
/// <param name="IsUnticked">Whether the button was pressed without the box.</param>
internal sealed record RefusePage(string Action, string Token, bool IsUnticked) : Page("Never again?");

/// <param name="Action">Where the form is posted.</param>
/// <param name="Token">The link's token, posted in field <c>t</c>.</param>
internal sealed record RefusedPage(string Action, string Token) : Page("We will not write again");

/// <param name="Action">Where the form is posted.</param>
/// <param name="Token">The link's token, posted in field <c>t</c>.</param>
/// <param name="Answer">The answer that the link gives, posted in field <c>a</c>.</param>
internal sealed record AnswerPage(string Action, string Token, string Answer) : Page("Was this useful?");

/// <param name="Action">Where every form is posted, with the link's token.</param>
/// <param name="DataHref">Where all that is stored can be downloaded.</param>
internal sealed record ManagePage(string Action, string DataHref, CourseStanding Standing, ManageForm Form) : Page("Your lessons")
{
    /// <summary>What was done, in a sentence, or null.</summary>
    public string? Status { get; init; }

    /// <summary>How to take back what was done, or null.</summary>
    public ManagedUndo? Undo { get; init; }

    public ManageErrors Errors { get; init; } = new();

    public IReadOnlyList<TimeZoneRegion> Zones { get; } = TimeZoneRegion.All;

    public IReadOnlyList<HourChoice> Hours { get; } = HourChoice.All;

    public IReadOnlyList<PaceChoice> Paces { get; } = PaceChoice.All;
}

internal sealed record LessonPage(Course.LessonVariables Lesson, RawHtml Body) : Page(Lesson.Title)
{
    internal override bool ListsHelpLines => true;
}

internal sealed record PrivacyPage(string Title, RawHtml Body) : Page(Title)
{
    /// <summary>The company that checks on the sign-up page whether a visitor is a person, or null.</summary>
    public string? HumanCheckCompany { get; init; }
}

/// <summary>A page that says one thing: what went wrong, or why a link no longer works.</summary>
internal sealed record MessagePage(string Heading, string Text, string? LinkText = null, string? LinkHref = null) : Page(Heading);
