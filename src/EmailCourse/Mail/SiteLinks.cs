namespace EmailCourse.Mail;

/// <summary>The links that are the same for everyone, absolute because mails have no address of their own.</summary>
internal sealed record SiteLinks(string Home, string Privacy)
{
    public static SiteLinks Of(Uri site) => new(site.AbsoluteUri, new Uri(site, "/privacy").AbsoluteUri);
}
