using EmailCourse.Course;
using Xunit;

namespace EmailCourse.Tests.Linting;

public sealed class LintRulesTests : IDisposable
{
    private readonly SpoiltCourse _course = new();

    public void Dispose() => _course.Dispose();

    [Theory]
    [InlineData("  mostWords: 700", "  mostWord: 700", "'limits.mostWords' is missing", "unknown key 'limits.mostWord'")]
    [InlineData("boxes: [practice]", "boxes: [practise]", "there is no box 'practise'. Known: practice, question,")]
    [InlineData("before: [practice]", "before: [exercise]", "there is no box 'exercise'.")]
    [InlineData("    box: question\n", "    box: questions\n", "there is no box 'questions'.")]
    [InlineData("lessons: [many-parts, the-young-one", "lessons: [many-arts, the-young-one", "there is no lesson 'many-arts'")]
    [InlineData("    most: 2\n", "    most: two\n", "'two' is not a number above zero")]
    [InlineData("subject: \"{number}", "subjekt: \"{number}", "'subject' is missing", "unknown key 'subjekt'")]
    [InlineData("lessonGrade: 8.5", "lessonGrade: easy", "'easy' is not a number above zero")]
    [InlineData("    only: lock screen", "    only: subject", "'subject' is no place; write 'lock screen' or the kind of a box")]
    [InlineData("contentNotes: [the-firefighter", "contentNotes: [the-fire-fighter", "there is no lesson 'the-fire-fighter'")]
    [InlineData("lessons: [the-young-one]", "lessons: [the-yung-one]", "there is no lesson 'the-yung-one'")]
    [InlineData("    why: it shames\n", "", "'avoid.why' is missing")]
    public void A_mistake_in_the_rules_is_refused_with_its_line(string old, string wrong, params string[] problems)
    {
        _course.Replace("lint.yaml", old, wrong);

        var found = Assert.Throws<CourseException>(_course.Lint).Message.Split('\n');

        Assert.Equal(problems.Length, found.Length);
        Assert.All(
            problems.Zip(found),
            pair =>
                Assert.Matches(
                    @"^lessons/lint\.yaml:\d+: " + System.Text.RegularExpressions.Regex.Escape(pair.First),
                    pair.Second
                )
        );
    }

    [Fact]
    public void A_course_without_rules_says_which_file_is_missing()
    {
        _course.Delete("lint.yaml");

        Assert.StartsWith(
            "lessons/lint.yaml: is missing",
            Assert.Throws<CourseException>(_course.Lint).Message,
            StringComparison.Ordinal
        );
    }
}
