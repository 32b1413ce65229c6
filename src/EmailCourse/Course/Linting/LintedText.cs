using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;
using Markdig.Syntax;

namespace EmailCourse.Course.Linting;

/// <summary>One file of words, ready to be looked at.</summary>
/// <param name="Lesson">The lesson it is, if it is one.</param>
/// <param name="Body">Its words as written.</param>
/// <param name="Read">Its words as read.</param>
/// <param name="OnLockScreen">What a locked telephone may show of it.</param>
/// <param name="Passages">What stands below the front matter.</param>
/// <param name="Around">What stands in the front matter and appears with it.</param>
internal sealed record LintedText(
    Lesson? Lesson,
    CourseTemplate Body,
    MarkdownDocument Read,
    IReadOnlyList<Passage> OnLockScreen,
    IReadOnlyList<Passage> Passages,
    IReadOnlyList<Passage> Around
)
{
    public string File => Body.File;

    /// <summary>The line on which the words begin.</summary>
    public int Line => Body.Line;

    /// <summary>How many words stand below the front matter.</summary>
    public int WordCount => Passages.Sum(passage => Sentence.WordsIn(passage.Text).Count);

    public IEnumerable<(Passage Passage, Sentence Sentence)> Sentences =>
        Passages.SelectMany(passage => passage.Sentences.Select(sentence => (passage, sentence)));

    public double Grade => Readability.Grade(Sentences.Select(each => each.Sentence));

    public int LongestSentence => Sentences.Select(each => each.Sentence.Words.Count).DefaultIfEmpty().Max();

    public static LintedText Of(Lesson lesson, CourseContent course, CourseFile source)
    {
        var title = new Passage(source.Path, source.LineOf("title:"), lesson.Title);
        return Of(lesson.Template, course, lesson) with
        {
            Around = lesson.ContentNote is { } note ? [title, new(source.Path, source.LineOf("contentNote:"), note)] : [title],
        };
    }

    public static LintedText Of(MailTemplate words, CourseContent course, Lesson? lesson = null) =>
        Of(words.Body, course, lesson) with
        {
            OnLockScreen =
            [
                Linting.Passages.OfLine(words.Subject, course, lesson),
                Linting.Passages.OfLine(words.Preheader, course, lesson),
            ],
        };

    public static LintedText Of(PageTemplate page, CourseContent course, CourseFile source) =>
        Of(page.Body, course, null) with
        {
            Around =
            [
                .. new[] { ("title:", page.Title), ("description:", page.Description) }
                    .Where(field => field.Item2 is not null)
                    .Select(field => new Passage(source.Path, source.LineOf(field.Item1), field.Item2!)),
            ],
        };

    private static LintedText Of(CourseTemplate body, CourseContent course, Lesson? lesson)
    {
        var read = Linting.Passages.Read(body, course, lesson);
        return new(lesson, body, read, [], Linting.Passages.Of(body, read), []);
    }
}
