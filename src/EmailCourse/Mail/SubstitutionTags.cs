namespace EmailCourse.Mail;

/// <summary>
/// What stands in a composed mail where recipients differ; SendGrid replaces each by the recipient's own value in subject and both parts.
/// Every tag has an underscore, because a first name cannot: no value can be mistaken for a tag.
/// </summary>
internal static class SubstitutionTags
{
    /// <summary>"Hello Ana," or "Hello,".</summary>
    public const string Greeting = "-greeting_line-";

    /// <summary>", Ana" or nothing.</summary>
    public const string CommaName = "-comma_name-";

    /// <summary>Where the subscription is confirmed.</summary>
    public const string ConfirmLink = "-confirm_link-";

    /// <summary>Where the mails are stopped.</summary>
    public const string UnsubscribeLink = "-unsubscribe_link-";

    /// <summary>Where the lesson can be read in the browser.</summary>
    public const string LessonLink = "-lesson_link-";
}
