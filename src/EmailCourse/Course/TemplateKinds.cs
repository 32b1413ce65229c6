namespace EmailCourse.Course;

/// <summary>The kinds of templates, by the variables they may use.</summary>
[Flags]
internal enum TemplateKinds
{
    None = 0,

    /// <summary>A page of the author: <c>pages/*.md</c>.</summary>
    Page = 1,

    /// <summary>A mail to an address that nobody has confirmed: <c>confirm</c> and <c>reminder</c>.</summary>
    UnconfirmedMail = 2,

    /// <summary>A mail to a subscriber that is no lesson: <c>already-subscribed</c>.</summary>
    SubscribedMail = 4,

    Lesson = 8,

    /// <summary>A layout of mails: <c>mail/layout.html</c> and <c>mail/layout.txt</c>.</summary>
    MailLayout = 16,

    /// <summary>An HTML template of a page: <c>Web/Pages/*.html</c>.</summary>
    PageHtml = 32,

    /// <summary>
    /// The mail to an address that a subscriber wants to move to: <c>confirm-address</c>. If they mistyped it, it reaches a
    /// stranger, who must not read in it what the course is about.
    /// </summary>
    NewAddressMail = 64,

    /// <summary>The mail to an address that a subscriber has left: <c>address-changed</c>.</summary>
    FormerAddressMail = 128,

    /// <summary>The mails that may name the course.</summary>
    CourseMails = UnconfirmedMail | SubscribedMail | Lesson | FormerAddressMail,
    Layouts = MailLayout | PageHtml,
    AllButNewAddressMail = Page | CourseMails | Layouts,
    All = AllButNewAddressMail | NewAddressMail,
}

/// <summary>
/// Says which kinds of templates may use a variable. On a record it holds for the properties that do not say it themselves;
/// without it, all may.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal sealed class UsableInAttribute(TemplateKinds kinds) : Attribute
{
    public TemplateKinds Kinds { get; } = kinds;
}
