using EmailCourse.Schedule;

namespace EmailCourse.Web.Rendering;

/// <summary>The values in the fields of a subscriber's own page: as stored, or after a mistake what was entered.</summary>
/// <param name="OwnZone">The stored time zone if the list of zones does not offer it, or null.</param>
internal sealed record ManageForm(int Hour, string TimeZone, string Pace, string FirstName, string? OwnZone)
{
    /// <summary>The address to move to.</summary>
    public string Email { get; init; } = "";
}

/// <summary>What is wrong with each field, as a sentence for people; null where nothing is.</summary>
/// <param name="Act">About the button itself.</param>
internal sealed record ManageErrors(
    string? Hour = null,
    string? TimeZone = null,
    string? Pace = null,
    string? FirstName = null,
    string? Pause = null,
    string? Sure = null,
    string? Email = null,
    string? Act = null
);

/// <summary>A pace that can be chosen.</summary>
/// <param name="Value">What the form posts.</param>
/// <param name="Label">What the form shows.</param>
internal sealed record PaceChoice(string Value, string Label)
{
    public static IReadOnlyList<PaceChoice> All { get; } =
    [
        new(PaceNames.Of(Pace.Daily), "Every day"),
        new(PaceNames.Of(Pace.EveryOtherDay), "Every other day"),
        new(PaceNames.Of(Pace.Weekdays), "Monday to Friday"),
        new(PaceNames.Of(Pace.Weekly), "Once a week"),
    ];
}
