namespace EmailCourse.Course.Markup;

/// <summary>HTML that is already safe. Whatever else a template prints is escaped, so this type is the only way past the escaping.</summary>
internal sealed record RawHtml(string Value)
{
    public override string ToString() => Value;
}
