namespace EmailCourse.Course.Markup;

/// <summary>Text that is finished for where it will stand. Whatever else a template prints is escaped: there is no other way past.</summary>
internal sealed record RawHtml(string Value)
{
    public override string ToString() => Value;
}
