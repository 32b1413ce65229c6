using EmailCourse.Local.Changes;
using EmailCourse.Tests.Course;
using Xunit;

namespace EmailCourse.Tests.Local.Changes;

public sealed class CourseComparisonTests
{
    private const string Long = "The kettle sings on the stove while somebody comes in from the garden with cold hands";

    [Fact]
    public void The_same_course_has_no_changes() => Assert.Empty(Changes("a b c", "a b c"));

    [Theory]
    [InlineData("a b c d", "a x b c d", "Added x ->2")]
    [InlineData("a b c d", "a c d", "Removed b 2->")]
    [InlineData("a b c d", "a c b d", "Moved c 3->2|Moved b 2->3")]
    [InlineData("a b c d", "d b c a", "Moved d 4->1|Moved a 1->4")]
    [InlineData("a b c d", "b c d a", "Moved a 1->4")]
    public void Lessons_are_known_by_their_slugs_wherever_they_stand(string before, string after, string expected)
    {
        var changes = Changes(before, after);

        // Of two neighbors that changed places, either has moved.
        Assert.Contains(
            string.Join('|', changes),
            expected.Count(each => each == '|') == 1 && changes.Length == 1 ? expected.Split('|') : [expected]
        );
    }

    [Fact]
    public void Other_words_at_the_same_place_are_told()
    {
        var comparison = CourseComparison.Of(
            Courses.Of([("a", "Then."), ("b", "Same.")]),
            Courses.Of([("a", "Now."), ("b", "Same.")])
        );

        Assert.Equal(
            (LessonChangeKind.Reworded, "a"),
            Assert.Single(comparison.Changes.Select(each => (each.Kind, each.Slug.Value)))
        );
    }

    [Fact]
    public void Other_texts_that_differ_are_named_although_no_lesson_does()
    {
        using var before = new TestCourse();
        using var after = new TestCourse()
            .WithYaml("consent: Yes please.", "consent: Yes, please.")
            .With("boxes/practice.md", "Stop when you like.\n")
            .With("mail/confirm.md", TestCourse.Mail("Was it you?", "[Yes, send me the lessons]({{ confirm_link }}){.button}"));

        var comparison = CourseComparison.Of(before.Load(), after.Load());

        Assert.Empty(comparison.Changes);
        Assert.Equal(["course.yaml", "boxes/practice.md", "mail/confirm.md"], comparison.OtherTexts);
        Assert.Empty(CourseComparison.Of(after.Load(), after.Load()).OtherTexts);
        Assert.Contains(
            "course.yaml, boxes/practice.md, mail/confirm.md.",
            Assert.Single(ChangeWords.OtherTexts(comparison)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_lesson_with_the_same_words_under_another_name_is_asked_about()
    {
        var comparison = CourseComparison.Of(
            Courses.Of([("a", "Nothing alike."), ("kettle", Long)]),
            Courses.Of([("b", "Quite different, this."), ("teapot", $"{Long}, late.")])
        );

        Assert.Equal(new RenameGuess(new("kettle"), new("teapot")), Assert.Single(comparison.Guesses));
        Assert.DoesNotContain(comparison.Changes, change => change.Kind == LessonChangeKind.Renamed);
    }

    [Fact]
    public void A_lesson_that_its_author_calls_renamed_is_neither_added_nor_removed_nor_asked_about()
    {
        var comparison = CourseComparison.Of(
            Courses.Of([("a", "Nothing alike."), ("kettle", Long)]),
            Courses.Of([("a", "Nothing alike."), ("teapot", Long)]),
            new RenameGuess(new("kettle"), new("teapot"))
        );

        var change = Assert.Single(comparison.Changes);
        Assert.Equal((LessonChangeKind.Renamed, "kettle", "teapot"), (change.Kind, change.Former.Value, change.Slug.Value));
        Assert.Empty(comparison.Guesses);
    }

    [Theory]
    [InlineData("x", "c", "the former course has no lesson 'x'")]
    [InlineData("a", "c", "the lesson 'a' is still there under its name")]
    [InlineData("b", "x", "the course has no lesson 'x'")]
    [InlineData("b", "a", "the lesson 'a' was there before")]
    public void What_cannot_have_been_renamed_is_refused_with_a_sentence(string former, string slug, string expected)
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            CourseComparison.Of(Courses.Of("a", "b"), Courses.Of("a", "c"), new RenameGuess(new(former), new(slug)))
        );

        Assert.Equal($"That is no renamed lesson: {expected}.", refused.Message);
    }

    private static string[] Changes(string before, string after) =>
        [
            .. CourseComparison
                .Of(Courses.Of(before.Split(' ')), Courses.Of(after.Split(' ')))
                .Changes.Select(each => $"{each.Kind} {each.Slug} {each.From}->{each.To}"),
        ];
}
