namespace EmailCourse.Web.Rendering;

/// <summary>Where pages link to each other: by path, so that they work under whatever name the site is reached.</summary>
internal static class SitePaths
{
    public const string Home = "/";

    public const string Privacy = "/privacy";
}
