namespace EmailCourse.Web.Rendering;

/// <summary>What stands in the sign-up form: at first nothing, after a mistake what the person had written.</summary>
internal sealed record SignUpForm(
    string Email = "",
    string FirstName = "",
    string TimeZone = "",
    int Hour = 8,
    bool Consent = false
);

/// <summary>What is wrong with each field, as a sentence for the person; null where nothing is.</summary>
internal sealed record SignUpErrors(
    string? Email = null,
    string? FirstName = null,
    string? TimeZone = null,
    string? Hour = null,
    string? Consent = null
);
