using EmailCourse.Course.Markup;
using EmailCourse.Web.Desk;

namespace EmailCourse.Web.Rendering;

/// <summary>A page of the desk: inside <c>desk-layout.html</c>, and for operators only.</summary>
internal abstract record DeskPage(string Title) : Page(Title)
{
    /// <summary>What every form of the page carries; null for whoever is not signed in yet.</summary>
    public string? FormToken { get; init; }

    /// <summary>Where in the navigation the page is; empty if nowhere.</summary>
    public virtual string Place => "";

    /// <summary>What was done at the desk last; null on pages where nothing is done to a person.</summary>
    public IReadOnlyList<DeskAuditLine>? Audit { get; init; }
}

/// <summary>Something that was done at the desk.</summary>
internal sealed record DeskAuditLine(string At, string Act, string SignIn);

/// <param name="TakesAddress">Whether a link is sent to operators' addresses.</param>
/// <param name="TakesKey">Whether there is an access key.</param>
internal sealed record DeskSignInPage(bool TakesAddress, bool TakesKey) : DeskPage("Sign in to the desk")
{
    /// <summary>Where both forms are posted.</summary>
    public string Action { get; } = "/" + Routes.DeskSignIn;

    /// <summary>What was typed.</summary>
    public string Email { get; init; } = "";

    /// <summary>What is wrong with it, or null.</summary>
    public string? EmailError { get; init; }

    /// <summary>What is wrong with the key, or null.</summary>
    public string? KeyError { get; init; }
}

/// <param name="Token">The link's token, posted in field <c>t</c>.</param>
internal sealed record DeskEnterPage(string Token) : DeskPage("Open the desk")
{
    /// <summary>Where the form is posted.</summary>
    public string Action { get; } = "/" + Routes.DeskEnter;
}

/// <param name="Age">How long ago the numbers were counted.</param>
/// <param name="Figures">People by state.</param>
/// <param name="DayCharts">What people did, day by day.</param>
/// <param name="FirstDay">The first day of the charts.</param>
/// <param name="LastDay">The last one.</param>
/// <param name="Lessons">What came of each lesson.</param>
/// <param name="Delivery">How delivery stands now.</param>
/// <param name="Hours">The hours that people chose.</param>
/// <param name="Tables">All of it as tables.</param>
internal sealed record DeskOverviewPage(
    string Age,
    IReadOnlyList<DeskFigure> Figures,
    IReadOnlyList<DeskChart> DayCharts,
    string FirstDay,
    string LastDay,
    IReadOnlyList<DeskLesson> Lessons,
    IReadOnlyList<DeskFigure> Delivery,
    DeskHours Hours,
    DeskTables Tables
) : DeskPage("How the course goes")
{
    /// <summary>Why all sending has stopped, in a sentence, or null.</summary>
    public string? Brake { get; init; }

    public override string Place => "overview";
}

/// <summary>A number, and what it is of.</summary>
internal sealed record DeskFigure(string Name, string Number)
{
    /// <summary>What it should not exceed, in words, or null.</summary>
    public string? Limit { get; init; }

    /// <summary>Whether it does.</summary>
    public bool IsBad { get; init; }
}

/// <param name="Sum">Of all days.</param>
/// <param name="Most">On one day.</param>
internal sealed record DeskChart(string Title, string Sum, string Most, RawHtml Drawing);

/// <param name="Completed">For how many it was the last one, or null.</param>
/// <param name="Answers">Whether it was useful, in words; null where too few have said so to be told.</param>
internal sealed record DeskLesson(
    int Number,
    string Title,
    string Received,
    string Paused,
    string Stopped,
    string? Completed,
    string? Answers,
    RawHtml Drawing
);

/// <param name="Zones">The names of the rows.</param>
/// <param name="More">How many zones are not drawn.</param>
internal sealed record DeskHours(IReadOnlyList<string> Zones, RawHtml Drawing, int More);
