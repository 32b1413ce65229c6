using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EmailCourse.Mail;

namespace EmailCourse.Linting.Mails;

/// <summary>The HTML part and the text part of a composed mail, in forms that can be compared with each other.</summary>
internal sealed partial class MailParts
{
    private const string Hidden = "style, title, [aria-hidden=true]";

    public MailParts(ComposedMail mail)
    {
        Mail = mail;
        Html = new HtmlParser().ParseDocument(mail.Html);
        VisibleTexts = [.. Html.Body!.Descendants<IText>().Where(text => text.ParentElement?.Closest(Hidden) is null)];
        HtmlLetters = Letters(string.Join(' ', VisibleTexts.Select(text => text.Data)));
        TextLetters = Letters(mail.Text);
        HtmlLinks = [.. Html.QuerySelectorAll("a[href]").Select(link => WithoutScheme(link.GetAttribute("href")!)).Distinct()];
    }

    public ComposedMail Mail { get; }

    /// <summary>The HTML part, parsed.</summary>
    public IHtmlDocument Html { get; }

    /// <summary>The text nodes that a reader of the HTML part sees.</summary>
    public IReadOnlyList<IText> VisibleTexts { get; }

    /// <summary>The <see cref="Letters"/> of the HTML part.</summary>
    public string HtmlLetters { get; }

    /// <summary>The <see cref="Letters"/> of the text part.</summary>
    public string TextLetters { get; }

    /// <summary>The <see cref="Letters"/> of the preview line.</summary>
    public string PreviewLetters => Letters(Html.QuerySelector(".preheader")?.TextContent ?? "");

    /// <summary>
    /// The targets of the links in the HTML part, without <c>https://</c> and <c>mailto:</c>, which a text may leave out.
    /// </summary>
    public IReadOnlyList<string> HtmlLinks { get; }

    /// <summary>The addresses in the text part, in the form of <see cref="HtmlLinks"/>.</summary>
    public IReadOnlyList<string> TextLinks =>
        [.. Address().Matches(Mail.Text).Select(match => WithoutScheme(match.Value)).Distinct()];

    /// <summary>
    /// The letters and digits of a text in upper case, without addresses and footnote numbers: layout, punctuation and line
    /// breaks may differ between the parts.
    /// </summary>
    public static string Letters(string text) =>
        NoLetter().Replace(FootnoteOrAddress().Replace(text, " "), "").ToUpperInvariant();

    public bool TextContains(string link) => Mail.Text.Contains(link, StringComparison.Ordinal);

    /// <summary>An address in the form of <see cref="HtmlLinks"/>.</summary>
    public static string WithoutScheme(string link) => Scheme().Replace(link, "").TrimEnd('/');

    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex NoLetter();

    [GeneratedRegex(@"\[\d+\]|https?://\S+|-[a-z]+_link-\S*")]
    private static partial Regex FootnoteOrAddress();

    [GeneratedRegex(@"https?://\S+|-[a-z]+_link-\S*")]
    private static partial Regex Address();

    [GeneratedRegex("^(?:https?://|mailto:)")]
    private static partial Regex Scheme();
}
