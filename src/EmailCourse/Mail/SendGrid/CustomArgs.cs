namespace EmailCourse.Mail.SendGrid;

/// <summary>
/// The names of the custom arguments, which SendGrid repeats in every event. They hold ids and nothing personal.
/// </summary>
internal static class CustomArgs
{
    public const string Batch = "batch";
    public const string Mail = "mail";
    public const string Subscriber = "subscriber";
}
