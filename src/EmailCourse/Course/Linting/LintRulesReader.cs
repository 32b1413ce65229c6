using System.Globalization;
using EmailCourse.Course.Loading;

namespace EmailCourse.Course.Linting;

/// <summary>Reads <c>lint.yaml</c> strictly.</summary>
internal static class LintRulesReader
{
    public const string File = "lint.yaml";

    private const string LockScreen = "lock screen";

    /// <exception cref="CourseException">The file is missing or says something else than rules.</exception>
    public static LintRules Read(string folder, CourseContent course)
    {
        var problems = new Diagnostics();
        var file = new CourseFolder(folder, problems).Read(File);
        var rules = file is null || YamlMap.Parse(file.Path, 0, file.Text, problems) is not { } yaml ? null : Rules(yaml, course);
        problems.ThrowIfAny();
        return rules!;
    }

    private static LintRules Rules(YamlMap yaml, CourseContent course)
    {
        var rules = new LintRules
        {
            Limits = Limits(yaml.Map("limits")),
            Avoid = [.. yaml.Maps("avoid").Concat(yaml.Maps("claims")).Select(Avoided)],
            Say = [.. yaml.Maps("say").Select(map => Required(map, course))],
            Boxes = yaml.Lines("boxes"),
            ContentNotes = Slugs(yaml, yaml.Texts("contentNotes"), course),
            Footer = yaml.Lines("footer"),
            Sources = Phrases(yaml, "sources"),
            Places = yaml.Lines("places"),
        };
        yaml.RefuseUnknownKeys();
        return rules;
    }

    private static LintLimits Limits(YamlMap yaml)
    {
        var limits = new LintLimits
        {
            FewestWords = (int)Number(yaml, "fewestWords"),
            MostWords = (int)Number(yaml, "mostWords"),
            LessonGrade = Number(yaml, "lessonGrade"),
            FooterGrade = Number(yaml, "footerGrade"),
            SentenceWords = (int)Number(yaml, "sentenceWords"),
            WordsPerMinute = (int)Number(yaml, "wordsPerMinute"),
            Contrast = Number(yaml, "contrast"),
        };
        yaml.RefuseUnknownKeys();
        return limits;
    }

    private static Avoided Avoided(YamlMap yaml)
    {
        var where = yaml.OptionalText("only");
        if (where is { Value: not LockScreen } other)
        {
            yaml.Refuse(other, $"'{other.Value}' is no place; the only one is '{LockScreen}'");
        }

        var avoided = new Avoided(
            Phrases(yaml, "phrases"),
            [.. yaml.OptionalTexts("unless").Select(text => Phrase.Of(text.Value))],
            where is not null,
            yaml.Text("why").Value,
            yaml.Text("instead").Value
        );
        yaml.RefuseUnknownKeys();
        return avoided;
    }

    private static Required Required(YamlMap yaml, CourseContent course)
    {
        var required = new Required(
            yaml.Text("what").Value,
            Slugs(yaml, yaml.OptionalTexts("lessons"), course),
            yaml.OptionalText("box")?.Value,
            Phrases(yaml, "anyOf")
        );
        yaml.RefuseUnknownKeys();
        return required;
    }

    private static IReadOnlyList<Phrase> Phrases(YamlMap yaml, string key) =>
        [.. yaml.Texts(key).Select(text => Phrase.Of(text.Value))];

    // A slug that is misspelt here would switch its rule off without a word.
    private static IReadOnlyList<YamlSlug> Slugs(YamlMap yaml, IReadOnlyList<YamlText> texts, CourseContent course)
    {
        foreach (var text in texts.Where(text => course.Find(new(text.Value)) is null))
        {
            yaml.Refuse(text, $"there is no lesson '{text.Value}'; correct the name, or take it out");
        }

        return [.. texts.Select(text => new YamlSlug(text.Value, text.Line))];
    }

    private static double Number(YamlMap yaml, string key)
    {
        var text = yaml.Text(key);
        if (
            double.TryParse(text.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0
        )
        {
            return number;
        }

        if (text.Value.Length > 0)
        {
            yaml.Refuse(text, $"'{text.Value}' is not a number above zero; write one like 35 or 8.5");
        }

        return 1;
    }
}
