using CsCheck;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

/// <summary>The author adds, removes and moves lessons while somebody is in the middle of the course.</summary>
public sealed class ChangingCourseTests
{
    private static readonly Gen<string[]> Courses = Gen.OneOf("a", "b", "c", "d", "e", "f", "g", "h")
        .Array[1, 8]
        .Select(lessons => lessons.Distinct().ToArray());

    [Fact]
    public void Nobody_receives_a_lesson_twice() =>
        Courses.Array[1, 12].Sample(days => Sent(days) is var sent && sent.Count == sent.Distinct().Count());

    [Fact]
    public void Every_lesson_sent_was_part_of_that_days_course() =>
        Courses
            .Array[1, 12]
            .Sample(days =>
            {
                var learner = new Learner();
                return days.All(day => learner.Live(day) is not { } lesson || day.Contains(lesson));
            });

    [Fact]
    public void Nobody_misses_a_lesson_that_is_there_at_the_end() =>
        Courses.Array[1, 12].Sample(days => days[^1].All(Sent([.. days, .. Enumerable.Repeat(days[^1], 9)]).Contains));

    [Fact]
    public void Someone_who_missed_nothing_receives_a_new_lesson_next() =>
        Gen.Select(Courses, Gen.Int[0, 8])
            .Sample(
                (course, place) =>
                {
                    var learner = new Learner();
                    learner.Live(course);
                    var with = course.ToList();
                    with.Insert(Math.Min(place, course.Length), "new");
                    return Enumerable.Range(0, 10).Select(_ => learner.Live([.. with])).Contains("new");
                }
            );

    private static List<string> Sent(string[][] days)
    {
        var learner = new Learner();
        return [.. days.Select(learner.Live).OfType<string>()];
    }

    private sealed class Learner
    {
        private Progress _progress = Progress.None;
        private Instant _now = TestEngine.Start;

        /// <summary>One day with that day's course; the lesson sent, if any.</summary>
        public string? Live(string[] lessons)
        {
            var plan = MailPlanTests.Of(lessons);
            if (_progress.Due is null)
            {
                _progress = plan.LessonAt(_progress, _now);
            }

            if (_progress.Due is { } due && plan.IsRemoved(due.Mail))
            {
                _progress = plan.LessonAt(_progress, _progress.Due!.Value.At);
            }

            if (_progress.Due?.Mail is not { } mail)
            {
                return null;
            }

            _now = Instant.Max(_now, _progress.Due.Value.At);
            _progress = plan.After(_progress, mail, People.Schedule(), _now);
            return mail.Value;
        }
    }
}
