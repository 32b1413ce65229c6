using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace EmailCourse.Course.Linting;

/// <summary>Both parts of a mail, made comparable.</summary>
internal sealed partial class MailParts
{
    private const string Hidden = "style, title, [aria-hidden=true]";

    public MailParts(LintedMail mail)
    {
        Mail = mail;
        Html = new HtmlParser().ParseDocument(mail.Html);
        Shown = [.. Html.Body!.Descendants<IText>().Where(text => text.ParentElement?.Closest(Hidden) is null)];
        HtmlLetters = Letters(string.Join(' ', Shown.Select(text => text.Data)));
        TextLetters = Letters(mail.Text);
        HtmlLinks = [.. Html.QuerySelectorAll("a[href]").Select(link => Bare(link.GetAttribute("href")!)).Distinct()];
    }

    public LintedMail Mail { get; }

    public IHtmlDocument Html { get; }

    /// <summary>The texts a reader of the HTML part sees.</summary>
    public IReadOnlyList<IText> Shown { get; }

    /// <summary>Letters and digits of the HTML part; layout, punctuation and line breaks may differ between the parts.</summary>
    public string HtmlLetters { get; }

    /// <summary>The same of the text part, without addresses and the numbers of footnotes.</summary>
    public string TextLetters { get; }

    /// <summary>Where the HTML part links to, without <c>https://</c> and <c>mailto:</c>, which a text may leave out.</summary>
    public IReadOnlyList<string> HtmlLinks { get; }

    /// <summary>Where the text part links to.</summary>
    public IReadOnlyList<string> TextLinks => [.. Address().Matches(Mail.Text).Select(match => Bare(match.Value)).Distinct()];

    public static string Letters(string text) =>
        NoLetter().Replace(FootnoteOrAddress().Replace(text, " "), "").ToUpperInvariant();

    public bool SaysInText(string link) => Mail.Text.Contains(link, StringComparison.Ordinal);

    private static string Bare(string link) => Scheme().Replace(link, "").TrimEnd('/');

    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex NoLetter();

    [GeneratedRegex(@"\[\d+\]|https?://\S+|-[a-z]+_link-")]
    private static partial Regex FootnoteOrAddress();

    [GeneratedRegex(@"https?://\S+|-[a-z]+_link-")]
    private static partial Regex Address();

    [GeneratedRegex("^(?:https?://|mailto:)")]
    private static partial Regex Scheme();
}
