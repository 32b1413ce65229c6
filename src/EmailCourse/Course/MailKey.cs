namespace EmailCourse.Course;

/// <summary>Names a mail: a lesson's slug, or one of the mails around the lessons.</summary>
/// <param name="Value">Lower-case letters, digits and hyphens.</param>
public readonly record struct MailKey(string Value)
{
    /// <summary>Asks a new subscriber to press the button.</summary>
    public static readonly MailKey Confirm = new("confirm");

    /// <summary>Asks once more, a day later.</summary>
    public static readonly MailKey Reminder = new("reminder");

    /// <summary>Tells someone who signed up again that nothing is lost.</summary>
    public static readonly MailKey AlreadySubscribed = new("already-subscribed");

    /// <inheritdoc />
    public override string ToString() => Value;
}
