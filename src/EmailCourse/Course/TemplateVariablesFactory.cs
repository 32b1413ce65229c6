using NodaTime.Text;

namespace EmailCourse.Course;

/// <summary>Builds the variables of a course's templates, for mails, pages, the validator and the linter alike.</summary>
internal sealed class TemplateVariablesFactory(CourseSettings settings, int lessonCount, SiteLinks site)
{
    public TemplateVariablesFactory(CourseContent course, SiteLinks site)
        : this(course.Settings, course.Lessons.Count, site) { }

    /// <summary>What a template says to one subscriber.</summary>
    /// <param name="firstName">Null or empty if none was given.</param>
    public static PersonalVariables CreatePersonal(
        string? firstName,
        string unsubscribeLink,
        string? confirmLink = null,
        string? lessonLink = null,
        string? refuseLink = null,
        string? manageLink = null,
        string? moveLink = null,
        string? answerLink = null
    ) =>
        new()
        {
            Greeting = Greeting.To(firstName),
            CommaName = Greeting.CommaName(firstName),
            UnsubscribeLink = unsubscribeLink,
            ConfirmLink = confirmLink,
            MoveLink = moveLink,
            LessonLink = lessonLink,
            RefuseLink = refuseLink,
            ManageLink = manageLink,
            AnswerLink = answerLink,
        };

    public TemplateVariables Create(Lesson? lesson = null, PersonalVariables? personal = null) =>
        new(
            new()
            {
                Lesson = lesson is null ? null : CreateLesson(lesson),
                SiteLink = site.Home,
                PrivacyLink = site.Privacy,
                Course = CreateCourse(),
                Language = settings.Language,
                Sender = new() { Name = settings.Sender.Lessons.Name },
                Privacy = settings.Privacy,
                HelpLines = settings.HelpLines,
                HelpLinesChecked = LocalDatePattern.Iso.Format(settings.HelpLinesChecked),
            },
            personal
        );

    public LessonVariables CreateLesson(Lesson lesson) =>
        new()
        {
            Number = lesson.Number,
            Total = lessonCount,
            Title = lesson.Title,
            ContentNote = lesson.ContentNote,
            Place = lesson.Place,
        };

    private CourseVariables CreateCourse() =>
        new()
        {
            Title = settings.Title,
            Tagline = settings.Tagline,
            Author = settings.Author.Name,
            Practice = settings.Author.Practice,
            LessonCount = lessonCount,
            AsksIfUseful = settings.AsksIfUseful,
            PostalAddress = settings.PostalAddress,
            Invitation = settings.Invitation,
        };
}
