namespace EmailCourse.Course;

/// <summary>Names a mail: a lesson's slug, or one of the mails around the lessons.</summary>
/// <param name="Value">Lower-case letters, digits and hyphens.</param>
internal readonly record struct MailKey(string Value)
{
    /// <summary>Asks a new subscriber to press the button.</summary>
    public static readonly MailKey Confirm = new("confirm");

    /// <summary>Asks once more, a day later.</summary>
    public static readonly MailKey Reminder = new("reminder");

    /// <summary>Tells someone who signed up again that nothing is lost.</summary>
    public static readonly MailKey AlreadySubscribed = new("already-subscribed");

    /// <summary>Not a mail but the end of waiting: deletes a sign-up nobody confirmed.</summary>
    public static readonly MailKey Expire = new("expire");

    /// <summary>Whether this is a lesson: everything that is not one of the mails around them.</summary>
    public bool IsLesson => this != Confirm && this != Reminder && this != AlreadySubscribed && this != Expire;

    /// <summary>The lesson this mail carries; asked only when <see cref="IsLesson"/>.</summary>
    public LessonSlug Lesson => new(Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
