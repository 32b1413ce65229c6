using EmailCourse.Linting;
using Xunit;

namespace EmailCourse.Tests.Linting;

/// <summary>
/// The lessons of the first edition under the rules of today. A review by people found a formula and a safety that stayed on the
/// surface; what of it rules can see, they must see.
/// </summary>
public sealed class FirstEditionTests : IDisposable
{
    private readonly SpoiltCourse _course = new();
    private readonly IReadOnlyList<LintFinding> _findings;

    public FirstEditionTests()
    {
        foreach (var file in Directory.GetFiles(Repository.Folder("tests/EmailCourse.Tests/Fixtures/first-edition")))
        {
            _course.Put(Path.GetFileName(file), File.ReadAllText(file));
        }

        _findings = _course.Lint().Findings;
    }

    public void Dispose() => _course.Dispose();

    [Fact]
    public void Fourteen_practices_end_in_the_same_way_out() =>
        Assert.Equal(14, LessonsWith("the way out stands in boxes/practice.md"));

    [Fact]
    public void All_its_lengths_are_alike() =>
        Assert.Contains(_findings, finding => finding.Message.StartsWith("the 14 lessons from", StringComparison.Ordinal));

    [Fact]
    public void More_than_two_questions_are_two_in_one() =>
        Assert.InRange(LessonsWith("too many questions are two in one"), 4, 8);

    [Fact]
    public void No_subject_is_dull() => Assert.Equal(14, LessonsWith("does not begin with"));

    [Fact]
    public void It_is_written_in_British_spelling() => Assert.InRange(LessonsWith("it is British"), 5, 14);

    [Fact]
    public void The_firefighter_has_no_box_of_care_before_its_practice() =>
        Assert.Contains(
            _findings,
            finding =>
                finding.File == "lessons/07-the-firefighter.md"
                && finding.Message.Contains("comes before the box 'care'", StringComparison.Ordinal)
        );

    [Fact]
    public void Contraindications_stand_in_one_lesson_that_may_be_skipped()
    {
        Assert.Contains(_findings, finding => finding.File == "lessons/04-many-parts.md" && IsAboutVoices(finding));
        Assert.Contains(_findings, finding => finding.File == "lessons/12-befriending-protectors.md" && IsAboutVoices(finding));

        static bool IsAboutVoices(LintFinding finding) =>
            finding.Message.Contains("hearing voices is a reason not to do this alone", StringComparison.Ordinal);
    }

    [Fact]
    public void Subjects_are_the_only_thing_a_lock_screen_would_show_and_none_of_them_named_the_matter() =>
        Assert.Equal(0, LessonsWith("gives its reader away"));

    private int LessonsWith(string message) =>
        _findings
            .Where(finding => finding.Message.Contains(message, StringComparison.Ordinal))
            .Select(finding => finding.File)
            .Distinct()
            .Count();
}
