using EmailCourse.Course.Markup;

namespace EmailCourse.Course.Loading;

/// <summary>
/// Reads lessons, other mails, pages and layouts. A file that is missing or malformed is reported and read as null.
/// </summary>
internal sealed class CourseReader(CourseFolder folder, Diagnostics diagnostics)
{
    /// <param name="name">The lesson's file.</param>
    /// <param name="number">The lesson's place, from 1.</param>
    public Lesson? ReadLesson(LessonFileName name, int number)
    {
        if (FrontMatter.Read(folder.Read(name.File), diagnostics) is not { } matter)
        {
            return null;
        }

        var fields = matter.Fields;
        var title = fields.Text("title").Value;
        var template = MailTemplate(matter, name.Slug.Mail);
        var lesson = new Lesson(name.Slug, number, title, fields.OptionalText("contentNote")?.Value, template)
        {
            Place = fields.OptionalText("place")?.Value,
            IsFinal = IsFinal(fields),
        };
        fields.RefuseUnknownKeys();
        return lesson;
    }

    public MailTemplate? ReadMail(MailKey key)
    {
        if (FrontMatter.Read(folder.Read($"mail/{key}.md"), diagnostics) is not { } matter)
        {
            return null;
        }

        var template = MailTemplate(matter, key);
        matter.Fields.RefuseUnknownKeys();
        return template;
    }

    public PageTemplate? ReadPage(string name, bool needsDescription)
    {
        if (FrontMatter.Read(folder.Read($"pages/{name}.md"), diagnostics) is not { } matter)
        {
            return null;
        }

        var page = new PageTemplate(
            matter.Fields.Text("title").Value,
            needsDescription ? matter.Fields.Text("description").Value : matter.Fields.OptionalText("description")?.Value,
            Body(matter, new(TemplateKinds.Page))
        );
        matter.Fields.RefuseUnknownKeys();
        return page;
    }

    /// <summary>Reads what ends every practice, in lessons and wherever else one may stand.</summary>
    public CourseTemplate? ReadPracticeEnd()
    {
        if (folder.Read("boxes/practice.md") is not { } file)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(file.Text))
        {
            diagnostics.Add(file.Path, 1, "has no words");
        }

        return CourseTemplate.Parse(file.Path, 1, file.Text, new(TemplateKinds.Page), diagnostics);
    }

    public MailLayout? ReadLayout()
    {
        var (html, text) = (folder.Read("mail/layout.html"), folder.Read("mail/layout.txt"));
        var (css, house, lines) = (
            folder.Read("mail/mail.css"),
            folder.Read("mail/house.html"),
            folder.Read("mail/help-lines.html")
        );
        return html is null || text is null || css is null || house is null || lines is null
            ? null
            : new(Layout(html), Layout(text), StyleSheet.Parse(css.Path, css.Text, diagnostics), House(house), HelpLines(lines));
    }

    private static bool IsFinal(YamlMap fields)
    {
        if (fields.OptionalText("final") is not { } final)
        {
            return false;
        }

        if (final.Value != "true")
        {
            fields.Refuse(final, $"'final' is either left out or true, not '{final.Value}'");
        }

        return true;
    }

    private MailTemplate MailTemplate(FrontMatter matter, MailKey key)
    {
        var scope = new TemplateScope(KindOf(key));
        return new(key, Line(matter, "subject", scope), Line(matter, "preheader", scope), Body(matter, scope));
    }

    private static TemplateKinds KindOf(MailKey key) =>
        key.IsLesson ? TemplateKinds.Lesson
        : key == MailKey.ConfirmAddress ? TemplateKinds.NewAddressMail
        : key == MailKey.AddressChanged ? TemplateKinds.FormerAddressMail
        : key.AsksToConfirm ? TemplateKinds.UnconfirmedMail
        : TemplateKinds.SubscribedMail;

    private CourseTemplate Line(FrontMatter matter, string key, TemplateScope scope)
    {
        var text = matter.Fields.Text(key);
        if (text.Value.Any(char.IsControl))
        {
            matter.Fields.Refuse(text, $"'{key}' must be one line");
        }

        return CourseTemplate.Parse(matter.File.Path, text.Line, text.Value, scope, diagnostics);
    }

    private CourseTemplate Body(FrontMatter matter, TemplateScope scope)
    {
        if (string.IsNullOrWhiteSpace(matter.Body))
        {
            diagnostics.Add(matter.File.Path, matter.BodyLine, "has no words below its front matter");
        }

        return CourseTemplate.Parse(matter.File.Path, matter.BodyLine, matter.Body, scope, diagnostics);
    }

    // Pages show it too: it may name what all texts may name, and the place.
    private CourseTemplate House(CourseFile file) =>
        CourseTemplate.Parse(file.Path, 1, file.Text, new(TemplateKinds.Page, typeof(HouseVariables)), diagnostics);

    // Pages show it too, where no link is anybody's own.
    private CourseTemplate HelpLines(CourseFile file) =>
        CourseTemplate.Parse(file.Path, 1, file.Text, new(TemplateKinds.PageHtml), diagnostics);

    private CourseTemplate Layout(CourseFile file) =>
        CourseTemplate.Parse(file.Path, 1, file.Text, new(TemplateKinds.MailLayout, typeof(MailLayoutVariables)), diagnostics);
}
