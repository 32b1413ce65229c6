namespace EmailCourse;

/// <summary>Words a setting that is missing or malformed.</summary>
internal static class SettingFailure
{
    /// <summary>Names a setting, the places it can be set, and the form it needs.</summary>
    /// <param name="setting">Its path below the section, such as <c>Storage:Table</c>.</param>
    /// <param name="form">The form, to follow "needs".</param>
    public static string Of(string setting, string form) =>
        $"Setting {EmailCourseOptions.Section}:{setting} (as environment variable or app setting: "
        + $"{EmailCourseOptions.Section}__{setting.Replace(":", "__", StringComparison.Ordinal)}) needs {form}.";
}
