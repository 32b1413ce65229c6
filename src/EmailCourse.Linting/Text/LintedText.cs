using EmailCourse.Course;
using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;
using Markdig.Syntax;

namespace EmailCourse.Linting.Text;

/// <summary>The text of one lesson, mail or page, rendered and split for checking.</summary>
/// <param name="Lesson">The lesson it belongs to; <see langword="null"/> for other mails and pages.</param>
/// <param name="Body">The template below the front matter.</param>
/// <param name="Document">The rendered Markdown of the body.</param>
/// <param name="Blocks">The text blocks of the body.</param>
/// <param name="OnLockScreen">Subject and preview line, which a locked phone may show; empty for a page.</param>
/// <param name="FrontMatter">The other fields of the front matter that a reader sees.</param>
internal sealed record LintedText(
    Lesson? Lesson,
    CourseTemplate Body,
    MarkdownDocument Document,
    IReadOnlyList<TextBlock> Blocks,
    IReadOnlyList<TextBlock> OnLockScreen,
    IReadOnlyList<TextBlock> FrontMatter
)
{
    public string File => Body.File;

    /// <summary>The line on which the body begins, from 1.</summary>
    public int Line => Body.Line;

    /// <summary>The number of words in the body.</summary>
    public int WordCount => Blocks.Sum(block => Sentence.WordsIn(block.Text).Count);

    public IEnumerable<(TextBlock Block, Sentence Sentence)> Sentences =>
        Blocks.SelectMany(block => block.Sentences.Select(sentence => (block, sentence)));

    /// <summary>The Flesch–Kincaid grade of the body.</summary>
    public double Grade => Readability.Grade(Sentences.Select(each => each.Sentence));

    /// <summary>The length of the longest sentence of the body, in words.</summary>
    public int LongestSentence => Sentences.Select(each => each.Sentence.Words.Count).DefaultIfEmpty().Max();

    /// <summary>The first paragraph after the greeting and outside boxes; <see langword="null"/> if there is none.</summary>
    public TextBlock? Opening => Blocks.FirstOrDefault(block => block.Box is null && block.Text != TextBlockReader.Greeting);

    /// <summary>The first word of the opening, or nothing.</summary>
    public string OpeningWord => Opening is { } opening ? Sentence.WordsIn(opening.Text).FirstOrDefault("") : "";

    /// <summary>The first paragraph of the question; <see langword="null"/> if it has none.</summary>
    public TextBlock? Question => Blocks.FirstOrDefault(block => block.Box == BoxKinds.Question);

    /// <summary>The first words of the question, or nothing.</summary>
    public string QuestionWords(int count) =>
        Question is { } question ? string.Join(' ', Sentence.WordsIn(question.Text).Take(count)) : "";

    public static LintedText Of(Lesson lesson, CourseContent course, CourseFile source)
    {
        var title = new TextBlock(source.Path, source.LineOf("title:"), lesson.Title);
        return Of(lesson.Template, course, lesson) with
        {
            FrontMatter = lesson.ContentNote is { } note
                ? [title, new(source.Path, source.LineOf("contentNote:"), note)]
                : [title],
        };
    }

    public static LintedText Of(MailTemplate mail, CourseContent course, Lesson? lesson = null) =>
        Of(mail.Body, course, lesson) with
        {
            OnLockScreen =
            [
                TextBlockReader.ReadLine(mail.Subject, course, lesson),
                TextBlockReader.ReadLine(mail.Preheader, course, lesson),
            ],
        };

    public static LintedText Of(PageTemplate page, CourseContent course, CourseFile source) =>
        Of(page.Body, course, null) with
        {
            FrontMatter =
            [
                .. new[] { ("title:", page.Title), ("description:", page.Description) }
                    .Where(field => field.Item2 is not null)
                    .Select(field => new TextBlock(source.Path, source.LineOf(field.Item1), field.Item2!)),
            ],
        };

    private static LintedText Of(CourseTemplate body, CourseContent course, Lesson? lesson)
    {
        var document = TextBlockReader.Parse(body, course, lesson);
        return new(lesson, body, document, TextBlockReader.Read(body, document), [], []);
    }
}
