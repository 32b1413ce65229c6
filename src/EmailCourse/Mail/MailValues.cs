using EmailCourse.Course;

namespace EmailCourse.Mail;

/// <summary>The values mails are composed with: tags where recipients differ, the real thing where they do not.</summary>
internal sealed class MailValues(CourseContent course, CommonLinks links)
{
    private readonly CourseFacts _facts = CourseFacts.Of(course.Settings, course.Lessons.Count);

    public WordValues ForWords(Lesson? lesson) =>
        new()
        {
            Greeting = SubstitutionTags.Greeting,
            CommaName = SubstitutionTags.CommaName,
            ConfirmLink = SubstitutionTags.ConfirmLink,
            UnsubscribeLink = SubstitutionTags.UnsubscribeLink,
            LessonLink = SubstitutionTags.LessonLink,
            SiteLink = links.Home,
            PrivacyLink = links.Privacy,
            Course = _facts,
            Lesson = Facts(lesson),
        };

    public LayoutValues ForLayout(MailKey key, Lesson? lesson, string subject, string preheader) =>
        new()
        {
            MailKey = key.Value,
            Subject = subject,
            Preheader = preheader,
            Body = new(""),
            Language = course.Settings.Language,
            Course = _facts,
            Lesson = Facts(lesson),
            UnsubscribeLink = SubstitutionTags.UnsubscribeLink,
            LessonLink = lesson is null ? null : SubstitutionTags.LessonLink,
            SiteLink = links.Home,
            PrivacyLink = links.Privacy,
            HelpLines = course.Settings.HelpLines,
        };

    private LessonFacts? Facts(Lesson? lesson) => lesson is null ? null : LessonFacts.Of(lesson, course.Lessons.Count);
}
