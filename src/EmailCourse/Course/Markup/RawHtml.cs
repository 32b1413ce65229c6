namespace EmailCourse.Course.Markup;

/// <summary>Text that a template prints as it is. Everything else it prints is escaped.</summary>
internal sealed record RawHtml(string Value)
{
    public override string ToString() => Value;
}
