using EmailCourse.Schedule;

namespace EmailCourse.Web.Rendering;

/// <summary>The values in the sign-up form: the defaults, or after a mistake what was entered.</summary>
internal sealed record SignUpForm(
    string Email = "",
    string FirstName = "",
    string TimeZone = "",
    int Hour = DailySchedule.DefaultHour,
    bool Consent = false
)
{
    /// <summary>Says when the form was drawn; posted in field <c>formToken</c>.</summary>
    public string Token { get; init; } = "";
}

/// <summary>What is wrong with each field, as a sentence for people; null where nothing is.</summary>
internal sealed record SignUpErrors(
    string? Email = null,
    string? FirstName = null,
    string? TimeZone = null,
    string? Hour = null,
    string? Consent = null
)
{
    /// <summary>About the form as a whole.</summary>
    public string? Form { get; init; }
}
