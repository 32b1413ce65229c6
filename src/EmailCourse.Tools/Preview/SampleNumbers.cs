using EmailCourse.Course;
using EmailCourse.Reports;
using NodaTime;

namespace EmailCourse.Tools.Preview;

/// <summary>Numbers of an invented course, for the preview of the desk.</summary>
internal static class SampleNumbers
{
    public static readonly Instant Now = Instant.FromUtc(2026, 3, 27, 12, 0);

    public static DeliveryHealth Health { get; } =
        new(
            Now - Duration.FromMinutes(2),
            14,
            1,
            Now - Duration.FromHours(1),
            2,
            IsMore: false,
            new(Now.InUtc().Date, 1900, 3, 1, 9)
        );

    public static CountedNumbers Create(CourseContent course)
    {
        var days = Enumerable.Range(0, CourseNumbersReader.Days).Select(day => DayOf(day)).ToList();
        var mails = course.Lessons.Select((lesson, index) => MailOf(lesson, index, course.Lessons.Count)).ToList();
        var numbers = new CourseNumbers(
            new(mails, new(1240, 1051, 0, 126, 11, 180, 0)),
            days,
            [new("Active", false, 342), new("Completed", false, 512), new("Paused", false, 61), new("bounced", true, 11)],
            [new("Throttled", 3)],
            [new("TooFast", 41), new("TooMany", 12)],
            [ZoneOf("Europe/Berlin", 190), ZoneOf("America/New_York", 120), ZoneOf("Asia/Kolkata", 33)]
        );
        return new(numbers, Now - Duration.FromMinutes(4), Duration.FromMilliseconds(80));
    }

    private static DayNumbers DayOf(int day) =>
        new(
            Now.InUtc().Date.PlusDays(day + 1 - CourseNumbersReader.Days).ToDateOnly(),
            10 + (day * 7 % 13),
            8 + (day * 5 % 11),
            day * 3 % 4,
            200 + (day * 17 % 90),
            day % 3,
            day % 40 == 0 ? 1 : 0
        );

    private static MailNumbers MailOf(Lesson lesson, int index, int lessons) =>
        new(lesson.Slug.Value, 1051 - (30 * index), 0, index % 5, index == lessons - 1 ? 512 : 0)
        {
            PausedAfter = 4 + (index * 5 % 7),
            StoppedAfter = 9 + (index * 3 % 8),
            Answers = new(40 + index, 12, index % 4),
        };

    private static ZoneNumbers ZoneOf(string zone, int people) =>
        new(zone, [.. Enumerable.Range(0, 24).Select(hour => (long)(hour is 7 or 8 or 20 ? people / 3 : 0))]);
}
