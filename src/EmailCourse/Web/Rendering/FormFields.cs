using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web.Rendering;

/// <summary>Reads the fields of a posted form.</summary>
internal static class FormFields
{
    /// <summary>Returns what was entered last under that name, as a browser shows it; empty if nothing was.</summary>
    public static string Last(this IFormCollection form, string field) => form[field].LastOrDefault() ?? "";

    /// <summary>The same, or <paramref name="otherwise"/> if there was no such field.</summary>
    public static string Last(this IFormCollection form, string field, string otherwise) =>
        form.ContainsKey(field) ? form.Last(field) : otherwise;
}
