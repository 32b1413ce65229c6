namespace EmailCourse.Local.Writing.Pages;

/// <summary>How the finished text is looked at: on what, and by day or by night.</summary>
/// <param name="On">One of <see cref="For"/>.</param>
/// <param name="Light">"day" or "night".</param>
internal sealed record TextView(string On, string Light)
{
    public const string Phone = "phone";
    public const string Desk = "desk";
    public const string Plain = "text";
    public const string Browser = "browser";

    private const string Day = "day";
    private const string Night = "night";

    /// <summary>What a text can be looked at on.</summary>
    public static IReadOnlyList<string> For(CourseTextKind kind) =>
        kind switch
        {
            CourseTextKind.Lesson => [Phone, Desk, Plain, Browser],
            CourseTextKind.Mail => [Phone, Desk, Plain],
            CourseTextKind.Page => [Phone, Desk],
            _ => [],
        };

    /// <summary>What was asked for, as far as it is there for such a text.</summary>
    public static TextView Of(string? on, string? light, CourseTextKind kind) =>
        new(on is not null && For(kind).Contains(on) ? on : Phone, light is Night ? Night : Day);

    public bool IsDark => Light == Night;
}
