using EmailCourse.Course.Markup;

namespace EmailCourse.Course.Loading;

/// <summary>Loads a course, and reports everything that is wrong with it at once.</summary>
internal static class CourseLoader
{
    private static readonly MailKey[] OtherMails =
    [
        MailKey.Confirm,
        MailKey.Reminder,
        MailKey.AlreadySubscribed,
        MailKey.ConfirmAddress,
        MailKey.AddressChanged,
    ];

    /// <exception cref="CourseException">
    /// Something in the folder is missing or wrong; the message lists everything that is.
    /// </exception>
    public static CourseContent Load(string path)
    {
        var diagnostics = new Diagnostics();
        var folder = new CourseFolder(path, diagnostics);
        var reader = new CourseReader(folder, diagnostics);

        var settings = SettingsReader.Read(folder.Read("course.yaml"), diagnostics);
        var lessons = LessonFileName
            .ReadAll(folder, diagnostics)
            .Select((name, index) => reader.ReadLesson(name, index + 1))
            .OfType<Lesson>()
            .ToList();
        var mails = OtherMails.Select(reader.ReadMail).OfType<MailTemplate>().ToList();
        var (landing, privacy) = (
            reader.ReadPage("landing", needsDescription: true),
            reader.ReadPage("privacy", needsDescription: false)
        );
        var (layout, practiceEnd) = (reader.ReadLayout(), reader.ReadPracticeEnd());
        var refusedAddresses = new WordListReader(folder, diagnostics).Read();

        Check([.. lessons.Select(lesson => lesson.Template), .. mails], [landing?.Body, privacy?.Body, practiceEnd], diagnostics);
        CheckFinal(lessons, diagnostics);
        new TemplateValidator(diagnostics).CheckPlaces(lessons, layout?.House);
        diagnostics.ThrowIfAny();
        return new(settings!, lessons, mails, new(landing!, privacy!), layout!, practiceEnd!, refusedAddresses);
    }

    // Whoever received it is through. What comes after it would reach nobody, or break its promise.
    private static void CheckFinal(List<Lesson> lessons, Diagnostics diagnostics)
    {
        foreach (var lesson in lessons.SkipLast(1).Where(lesson => lesson.IsFinal))
        {
            diagnostics.Add(
                lesson.Template.Body.File,
                $"is final, but {lessons[^1].Template.Body.File} comes after it; give the new lesson a smaller number"
            );
        }
    }

    private static void Check(IEnumerable<MailTemplate> mails, IEnumerable<CourseTemplate?> others, Diagnostics diagnostics)
    {
        var templates = new TemplateValidator(diagnostics);
        foreach (var mail in mails)
        {
            templates.Check(mail);
        }

        foreach (var other in others.OfType<CourseTemplate>())
        {
            templates.Check(other);
        }
    }
}
