namespace EmailCourse.Course;

/// <summary>Identifies a mail of the course: a lesson by its slug, or one of the others by name.</summary>
/// <param name="Value">Lower-case letters, digits and hyphens; after a repeated lesson's slug, ".again".</param>
internal readonly record struct MailKey(string Value)
{
    // No slug has a full stop.
    private const string RepeatSuffix = ".again";

    /// <summary>Asks a new subscriber to confirm the address.</summary>
    public static readonly MailKey Confirm = new("confirm");

    /// <summary>Asks once more, a day later.</summary>
    public static readonly MailKey Reminder = new("reminder");

    /// <summary>Answers a sign-up of somebody who is subscribed.</summary>
    public static readonly MailKey AlreadySubscribed = new("already-subscribed");

    /// <summary>Asks the owner of another address, to which a subscriber wants their lessons, to confirm it.</summary>
    public static readonly MailKey ConfirmAddress = new("confirm-address");

    /// <summary>Tells the address that a subscriber has left that nothing more comes to it.</summary>
    public static readonly MailKey AddressChanged = new("address-changed");

    /// <summary>Not a mail: stands in the due row that deletes a sign-up nobody confirmed.</summary>
    public static readonly MailKey Expire = new("expire");

    /// <summary>Not a mail: stands in the due rows, of both addresses, that move a course from one to the other.</summary>
    public static readonly MailKey Move = new("move");

    /// <summary>Whether the mail is a lesson that counts as received once it is sent.</summary>
    public bool IsLesson => !AsksToConfirm && !IsExtra && this != AddressChanged && this != Expire;

    /// <summary>Whether the mail is a copy of a lesson already received, which somebody asked for.</summary>
    public bool IsRepeat => Value.EndsWith(RepeatSuffix, StringComparison.Ordinal);

    /// <summary>Whether it may be due before a pending lesson, which then keeps its time.</summary>
    public bool IsExtra => this == AlreadySubscribed || this == Move || IsRepeat;

    /// <summary>Whether the mail goes to an address that nobody has confirmed.</summary>
    public bool AsksToConfirm => this == Confirm || this == Reminder || this == ConfirmAddress;

    /// <summary>Whether the mail answers a form that anybody may have filled in.</summary>
    public bool IsUnsolicited => AsksToConfirm || this == AlreadySubscribed;

    /// <summary>The slug of the lesson in the mail. Meaningless unless it is one, or the repeat of one.</summary>
    public LessonSlug Lesson => new(IsRepeat ? Value[..^RepeatSuffix.Length] : Value);

    /// <summary>The key of the mail that sends a received lesson once more.</summary>
    public static MailKey Repeat(LessonSlug lesson) => new(lesson + RepeatSuffix);

    /// <inheritdoc />
    public override string ToString() => Value;
}
