namespace EmailCourse.Local.Startup;

/// <summary>The course's settings as the local run has them; Azure has the same ones from Bicep.</summary>
internal static class LocalSettings
{
    /// <summary>Whose inbox the link to the desk comes to.</summary>
    public const string Operator = "author@example.org";

    public static void AddLocalSettings(
        this IConfigurationBuilder configuration,
        OwnAddress address,
        string lessons,
        LocalKeys keys,
        string storage
    ) =>
        configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                [Key(nameof(EmailCourseOptions.SiteUrl))] = address.Site.ToString(),
                [Key(nameof(EmailCourseOptions.Lessons))] = lessons,
                [Key(nameof(EmailCourseOptions.IdKey))] = keys.IdKey,
                [Key(nameof(EmailCourseOptions.SigningKeys))] = keys.SigningKeys,
                [Key(nameof(EmailCourseOptions.Storage), nameof(StorageOptions.ConnectionString))] = storage,
                [Key(nameof(EmailCourseOptions.Desk), nameof(DeskOptions.Operators))] = Operator,
                [Key(nameof(EmailCourseOptions.SendGrid), nameof(SendGridOptions.ApiKey))] = "SG.local",
                [Key(nameof(EmailCourseOptions.SendGrid), nameof(SendGridOptions.Host))] = address.SendGrid.ToString(),
                [Key(nameof(EmailCourseOptions.SendGrid), nameof(SendGridOptions.WebhookPublicKey))] = keys.WebhookPublicKey(),
                // Shorter than in Azure, so that a "timeout" fault is over while one still watches, and long enough for a busy
                // laptop.
                [Key(nameof(EmailCourseOptions.SendGrid), nameof(SendGridOptions.Timeout))] = "00:00:20",
            }
        );

    private static string Key(params string[] path) => string.Join(':', path.Prepend(EmailCourseOptions.Section));
}
