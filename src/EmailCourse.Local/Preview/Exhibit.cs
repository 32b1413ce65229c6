using MimeKit;

namespace EmailCourse.Local.Preview;

/// <summary>One thing to look at.</summary>
/// <param name="Kind">What it is, and with that the folder it stands in.</param>
/// <param name="Name">Its file name without an ending.</param>
/// <param name="Title">What the index calls it.</param>
/// <param name="Html">What is shown.</param>
/// <param name="Message">A mail as its recipient gets it; <see langword="null"/> for a page.</param>
internal sealed record Exhibit(ExhibitKind Kind, string Name, string Title, string Html, MimeMessage? Message = null)
{
    /// <summary>The path of one of its files below the preview's folder, with slashes.</summary>
    public string File(string ending) => $"{(Kind is ExhibitKind.Mail ? "mails" : "pages")}/{Name}{ending}";
}

internal enum ExhibitKind
{
    Mail,
    Page,
}
