using EmailCourse.Course.Markup;

namespace EmailCourse.Course.Loading;

/// <summary>Reads the files of words: lessons, the mails around them, pages, layouts.</summary>
internal sealed class CourseReader(CourseFolder folder, Diagnostics diagnostics)
{
    public Lesson? Lesson(LessonFileName name, int number) =>
        FrontMatter.Read(folder.Read(name.File), diagnostics) is { } matter ? Lesson(matter, name.Slug, number) : null;

    public MailTemplate? Mail(MailKey key)
    {
        if (FrontMatter.Read(folder.Read($"mail/{key}.md"), diagnostics) is not { } matter)
        {
            return null;
        }

        var words = Words(matter, key, Vocabulary.Mail(key));
        matter.Fields.RefuseUnknownKeys();
        return words;
    }

    public PageTemplate? Page(string name, bool described)
    {
        if (FrontMatter.Read(folder.Read($"pages/{name}.md"), diagnostics) is not { } matter)
        {
            return null;
        }

        var page = new PageTemplate(
            matter.Fields.Text("title").Value,
            described ? matter.Fields.Text("description").Value : matter.Fields.OptionalText("description")?.Value,
            Body(matter, Vocabulary.Page)
        );
        matter.Fields.RefuseUnknownKeys();
        return page;
    }

    public MailLayout? Frame()
    {
        var (html, text, css) = (folder.Read("mail/layout.html"), folder.Read("mail/layout.txt"), folder.Read("mail/mail.css"));
        return html is null || text is null || css is null
            ? null
            : new(Layout(html), Layout(text), StyleSheet.Parse(css.Path, css.Text, diagnostics));
    }

    private Lesson Lesson(FrontMatter matter, LessonSlug slug, int number)
    {
        var fields = matter.Fields;
        var title = fields.Text("title").Value;
        var words = Words(matter, slug.Mail, Vocabulary.Lesson);
        var lesson = new Lesson(slug, number, title, fields.OptionalText("contentNote")?.Value, words);
        fields.RefuseUnknownKeys();
        return lesson;
    }

    private MailTemplate Words(FrontMatter matter, MailKey key, IReadOnlyList<string> known) =>
        new(key, Field(matter, "subject", known), Field(matter, "preheader", known), Body(matter, known));

    private CourseTemplate Field(FrontMatter matter, string key, IReadOnlyList<string> known)
    {
        var text = matter.Fields.Text(key);
        if (text.Value.Any(char.IsControl))
        {
            matter.Fields.Refuse(text, $"'{key}' must be one line");
        }

        return CourseTemplate.Parse(matter.File.Path, text.Line, text.Value, known, diagnostics);
    }

    private CourseTemplate Body(FrontMatter matter, IReadOnlyList<string> known)
    {
        if (string.IsNullOrWhiteSpace(matter.Body))
        {
            diagnostics.Add(matter.File.Path, matter.BodyLine, "has no words below its front matter");
        }

        return CourseTemplate.Parse(matter.File.Path, matter.BodyLine, matter.Body, known, diagnostics);
    }

    private CourseTemplate Layout(CourseFile file) =>
        CourseTemplate.Parse(file.Path, 1, file.Text, Vocabulary.Layout, diagnostics);
}
