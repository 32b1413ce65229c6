namespace EmailCourse.Course.Loading;

/// <summary>Reads the whole folder, then complains about all of it at once.</summary>
internal static class CourseLoader
{
    private static readonly MailKey[] MailsAroundLessons = [MailKey.Confirm, MailKey.Reminder, MailKey.AlreadySubscribed];

    public static CourseContent Load(string path)
    {
        var diagnostics = new Diagnostics();
        var folder = new CourseFolder(path, diagnostics);
        var reader = new CourseReader(folder, diagnostics);

        var settings = SettingsReader.Read(folder.Read("course.yaml"), diagnostics);
        var lessons = LessonFileName
            .ReadAll(folder, diagnostics)
            .Select((name, index) => reader.Lesson(name, index + 1))
            .OfType<Lesson>()
            .ToList();
        var mails = MailsAroundLessons.Select(reader.Mail).OfType<MailTemplate>().ToList();
        var (landing, privacy) = (reader.Page("landing", described: true), reader.Page("privacy", described: false));
        var frame = reader.Frame();

        Try([.. lessons.Select(lesson => lesson.Words), .. mails], [landing, privacy], diagnostics);
        diagnostics.ThrowIfAny();
        return new(settings!, lessons, mails, new(landing!, privacy!), frame!);
    }

    private static void Try(IEnumerable<MailTemplate> mails, IEnumerable<PageTemplate?> pages, Diagnostics diagnostics)
    {
        var trial = new TrialRun(diagnostics);
        foreach (var words in mails)
        {
            trial.Of(words);
        }

        foreach (var page in pages.OfType<PageTemplate>())
        {
            trial.Of(page.Body);
        }
    }
}
