using MimeKit;

namespace EmailCourse.Tools.Preview;

/// <summary>One mail or page of the preview.</summary>
/// <param name="Kind">Mail or page; decides the folder.</param>
/// <param name="Name">The name of its files, without an ending.</param>
/// <param name="Title">Its title in the index.</param>
/// <param name="Html">The HTML to show.</param>
/// <param name="Message">A mail as its recipient gets it; <see langword="null"/> for a page.</param>
internal sealed record PreviewItem(PreviewKind Kind, string Name, string Title, string Html, MimeMessage? Message = null)
{
    /// <summary>The path of one of its files relative to the preview's folder, with slashes.</summary>
    public string File(string ending) => $"{(Kind is PreviewKind.Mail ? "mails" : "pages")}/{Name}{ending}";
}

internal enum PreviewKind
{
    Mail,
    Page,
}
