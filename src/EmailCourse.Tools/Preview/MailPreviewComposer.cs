using EmailCourse.Course;
using EmailCourse.Local.Writing;

namespace EmailCourse.Tools.Preview;

/// <summary>Composes every mail of the course as one recipient gets it.</summary>
internal sealed class MailPreviewComposer(CourseContent course, SampleMailComposer composer)
{
    /// <summary>Composes the mails in the order people get them, then the first lesson to people with other names.</summary>
    public IReadOnlyList<PreviewItem> ComposeAll()
    {
        var first = course.Lessons[0];
        return
        [
            Item(MailKey.Confirm, "confirm", "Confirm"),
            Item(MailKey.Reminder, "reminder", "Reminder"),
            .. course.Lessons.Select(lesson =>
                Item(lesson.Slug.Mail, $"{lesson.Number:00}-{lesson.Slug}", $"{lesson.Number}. {lesson.Title}")
            ),
            Item(MailKey.AlreadySubscribed, "already-subscribed", "Already subscribed"),
            Item(MailKey.ConfirmAddress, "confirm-address", "Confirm the new address"),
            Item(MailKey.AddressChanged, "address-changed", "Address changed", ""),
            Item(first.Slug.Mail, "name-none", $"{first.Number}, to nobody by name", ""),
            Item(first.Slug.Mail, "name-arabic", $"{first.Number}, to an Arabic name", "محمد"),
            Item(first.Slug.Mail, "name-long", $"{first.Number}, to a long name", "Wolfeschlegelsteinhausenbergerdorffwelch"),
        ];
    }

    private PreviewItem Item(MailKey key, string file, string title, string firstName = SampleMailComposer.Name)
    {
        var message = composer.Compose(key, firstName);
        return new PreviewItem(PreviewKind.Mail, file, title, message.HtmlBody!, message);
    }
}
