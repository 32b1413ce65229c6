using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Rendering;

/// <summary>
/// What a page shows. Its template is <c>Web/Pages/{name}.html</c>, where the name is the type's in kebab case without "Page"; the
/// template's variables are the type's properties in snake case, and those of <see cref="PageFrame"/>.
/// </summary>
internal abstract record Page(string Title)
{
    public string? Description { get; init; }

    /// <summary>Pages behind a personal link, and those that mean nothing to a stranger, stay out of search engines.</summary>
    public bool Noindex { get; init; } = true;

    internal virtual bool IsScripted => false;
}

internal sealed record LandingPage(
    string Title,
    RawHtml Words,
    SignUpForm Form,
    SignUpErrors Errors,
    IReadOnlyList<TimeZoneRegion> Zones,
    IReadOnlyList<HourChoice> Hours,
    string ConsentWording
) : Page(Title)
{
    internal override bool IsScripted => true;
}

internal sealed record CheckYourInboxPage() : Page("Please look in your inbox");

/// <param name="Action">Where the form goes.</param>
/// <param name="Token">The link's token, sent back in field <c>t</c>.</param>
internal sealed record ConfirmPage(string Action, string Token) : Page("Shall we begin?");

internal sealed record ConfirmedPage() : Page("Welcome");

/// <param name="Action">Where the form goes.</param>
/// <param name="Token">The link's token, sent back in field <c>t</c>.</param>
internal sealed record UnsubscribePage(string Action, string Token) : Page("Stop the mails?");

internal sealed record UnsubscribedPage() : Page("The mails have stopped");

internal sealed record LessonPage(Course.LessonFacts Lesson, RawHtml Body) : Page(Lesson.Title);

internal sealed record PrivacyPage(string Title, RawHtml Words) : Page(Title);

/// <summary>One thing to say: an error, or why a link no longer works.</summary>
internal sealed record MessagePage(string Heading, string Text, string? LinkText = null, string? LinkHref = null) : Page(Heading);
