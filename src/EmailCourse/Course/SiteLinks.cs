namespace EmailCourse.Course;

/// <summary>The addresses of the pages that templates link to.</summary>
/// <param name="Home">The landing page.</param>
/// <param name="Privacy">The page that says what is stored.</param>
internal sealed record SiteLinks(string Home, string Privacy)
{
    /// <summary>By path, for pages: so they work under whatever name the site is reached.</summary>
    public static readonly SiteLinks Relative = new("/" + Routes.Landing, "/" + Routes.Privacy);

    /// <summary>With scheme and host, for mails, which have no address of their own.</summary>
    public static SiteLinks Absolute(Uri site) =>
        new(new Uri(site, Relative.Home).AbsoluteUri, new Uri(site, Relative.Privacy).AbsoluteUri);
}
