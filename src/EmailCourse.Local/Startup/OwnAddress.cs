namespace EmailCourse.Local.Startup;

/// <summary>Where this process is reached.</summary>
/// <param name="Site">The address people use.</param>
/// <param name="Loopback">The same, without a name to resolve: for the course's calls to itself.</param>
internal sealed record OwnAddress(Uri Site, Uri Loopback)
{
    public const string SendGridPath = "/sandbox/sendgrid";

    public Uri SendGrid => new(Loopback, SendGridPath);

    public Uri Webhook => new(Loopback, "/api/sendgrid/events");

    /// <summary>Port 0 is settled here, not by Kestrel: the address goes into the settings before anything listens.</summary>
    public static OwnAddress From(Uri url)
    {
        var site = new UriBuilder(url) { Port = url.Port == 0 ? FreePort.Any() : url.Port }.Uri;
        var loopback = site.HostNameType == UriHostNameType.Dns ? new UriBuilder(site) { Host = "127.0.0.1" }.Uri : site;
        return new OwnAddress(site, loopback);
    }
}
