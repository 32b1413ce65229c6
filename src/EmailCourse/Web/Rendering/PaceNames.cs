using EmailCourse.Schedule;

namespace EmailCourse.Web.Rendering;

/// <summary>The paces as forms and downloads name them.</summary>
internal static class PaceNames
{
    private static readonly (Pace Pace, string Name)[] All =
    [
        (Pace.Daily, "daily"),
        (Pace.EveryOtherDay, "every-other-day"),
        (Pace.Weekdays, "weekdays"),
        (Pace.Weekly, "weekly"),
    ];

    public static string Of(Pace pace) => All.Single(each => each.Pace == pace).Name;

    /// <summary>Returns null if no pace has that name.</summary>
    public static Pace? Parse(string name)
    {
        var found = All.Where(each => each.Name == name).ToList();
        return found.Count > 0 ? found[0].Pace : null;
    }
}
