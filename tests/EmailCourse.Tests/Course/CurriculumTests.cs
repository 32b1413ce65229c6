using System.Globalization;
using EmailCourse.Tests.Engine;
using Xunit;

namespace EmailCourse.Tests.Course;

/// <summary>The course that comes with the product says what it must.</summary>
public sealed class CurriculumTests
{
    private static readonly string[] Slugs =
    [
        "not-too-much",
        "what-happened",
        "a-sliding-scale",
        "many-parts",
        "the-watcher",
        "the-one-who-asks",
        "the-firefighter",
        "the-young-one",
        "from-the-outside",
        "from-the-inside",
        "staying-with-not-knowing",
        "befriending-protectors",
        "asking-clearly",
        "a-story-of-devotion",
    ];

    public static TheoryData<string, int, string> Ideas { get; } =
    [
        .. File.ReadLines(Path.Combine(Repository.Folder("docs"), "curriculum-coverage.md"))
            .Where(line => line.Contains("](../lessons/", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => new TheoryDataRow<string, int, string>(
                cells[2].Split('[', ']')[1],
                int.Parse(cells[3], CultureInfo.InvariantCulture),
                cells[4]
            )),
    ];

    [Fact]
    public void Its_lessons_are_the_fourteen_in_order() => Assert.Equal(Slugs, TestEngine.Lessons.Select(lesson => lesson.Value));

    [Fact]
    public void Every_lesson_says_something_it_must() =>
        Assert.Equal(Slugs, Ideas.Select(row => row.Data.Item1[3..^3]).Distinct().Where(Slugs.Contains));

    [Theory]
    [MemberData(nameof(Ideas))]
    public void Every_idea_stands_where_the_table_says(string lesson, int line, string words) =>
        Assert.Contains(
            words,
            File.ReadLines(Path.Combine(Repository.Folder("lessons"), lesson)).ElementAt(line - 1),
            StringComparison.Ordinal
        );
}
