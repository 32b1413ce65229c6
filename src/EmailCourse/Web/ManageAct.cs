using EmailCourse.Course;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;

namespace EmailCourse.Web;

/// <summary>What a subscriber asks for on their own page. A closed set, to be matched exhaustively.</summary>
/// <param name="Name">As posted in the field <c>act</c>.</param>
internal abstract record ManageAct(string Name)
{
    public sealed record Skip(LessonSlug Lesson) : ManageAct("skip");

    public sealed record Back(LessonSlug Lesson) : ManageAct("back");

    public sealed record Again() : ManageAct("again");

    public sealed record StartOver() : ManageAct("start-over");

    public sealed record Reschedule(DailySchedule Schedule) : ManageAct("schedule");

    /// <param name="Days">Null until the subscriber resumes.</param>
    public sealed record Pause(int? Days) : ManageAct("pause");

    public sealed record Resume() : ManageAct("resume");

    public sealed record Rename(FirstName FirstName) : ManageAct("name");

    public sealed record ChangeAddress(EmailAddress Address) : ManageAct("address");

    public sealed record Stop() : ManageAct("stop");

    public sealed record UndoStop() : ManageAct("undo-stop");

    public sealed record Erase() : ManageAct("erase");
}
