namespace EmailCourse.Mail;

/// <summary>The links that are the same for everyone, absolute because mails have no address of their own.</summary>
internal sealed record CommonLinks(string Home, string Privacy)
{
    public static CommonLinks Of(Uri site) => new(new Uri(site, "/").AbsoluteUri, new Uri(site, "/privacy").AbsoluteUri);
}
