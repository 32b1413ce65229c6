namespace EmailCourse.Mail.SendGrid;

/// <summary>What we tell SendGrid to repeat in every event of a mail: ids only, nothing personal.</summary>
internal static class CustomArgs
{
    public const string Batch = "batch";
    public const string Mail = "mail";
    public const string Subscriber = "subscriber";
}
