namespace EmailCourse.Course;

/// <summary>Identifies a mail of the course: a lesson by its slug, or one of the others by name.</summary>
/// <param name="Value">Lower-case letters, digits and hyphens.</param>
internal readonly record struct MailKey(string Value)
{
    /// <summary>Asks a new subscriber to confirm the address.</summary>
    public static readonly MailKey Confirm = new("confirm");

    /// <summary>Asks once more, a day later.</summary>
    public static readonly MailKey Reminder = new("reminder");

    /// <summary>Answers a sign-up of somebody who is subscribed.</summary>
    public static readonly MailKey AlreadySubscribed = new("already-subscribed");

    /// <summary>Not a mail: stands in the due row that deletes a sign-up nobody confirmed.</summary>
    public static readonly MailKey Expire = new("expire");

    /// <summary>Whether the mail is a lesson.</summary>
    public bool IsLesson => !AsksToConfirm && this != AlreadySubscribed && this != Expire;

    /// <summary>Whether the mail goes to an address that nobody has confirmed.</summary>
    public bool AsksToConfirm => this == Confirm || this == Reminder;

    /// <summary>Whether the mail answers a form that anybody may have filled in.</summary>
    public bool IsUnsolicited => AsksToConfirm || this == AlreadySubscribed;

    /// <summary>The lesson's slug. Meaningless unless <see cref="IsLesson"/>.</summary>
    public LessonSlug Lesson => new(Value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
