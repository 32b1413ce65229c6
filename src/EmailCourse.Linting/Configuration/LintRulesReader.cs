using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;
using EmailCourse.Linting.Text;

namespace EmailCourse.Linting.Configuration;

/// <summary>Reads <c>lint.yaml</c> and refuses everything it does not know.</summary>
internal static class LintRulesReader
{
    public const string File = "lint.yaml";

    private const string LockScreen = "lock screen";

    /// <exception cref="CourseException">
    /// The file is missing, has a mistake, or names a lesson the course does not have.
    /// </exception>
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
            Avoid = [.. yaml.Maps("avoid").Concat(yaml.Maps("claims")).Select(Avoid)],
            Say = [.. yaml.Maps("say").Select(map => Say(map, course))],
            Order = [.. yaml.Maps("order").Select(map => Order(map, course))],
            Seldom = [.. yaml.Maps("seldom").Select(Seldom)],
            Subject = yaml.Text("subject").Value,
            Boxes = Kinds(yaml, yaml.Texts("boxes")),
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
            LikeLengths = (int)Number(yaml, "likeLengths"),
            LikeLengthsPercent = (int)Number(yaml, "likeLengthsPercent"),
            QuestionWords = (int)Number(yaml, "questionWords"),
            Contrast = Number(yaml, "contrast"),
        };
        yaml.RefuseUnknownKeys();
        return limits;
    }

    private static AvoidRule Avoid(YamlMap yaml)
    {
        var where = yaml.OptionalText("only");
        if (where is { } place && place.Value != LockScreen && !BoxKinds.All.Contains(place.Value))
        {
            yaml.Refuse(place, $"'{place.Value}' is no place; write '{LockScreen}' or the kind of a box");
        }

        var rule = new AvoidRule(
            Phrases(yaml, "phrases"),
            OptionalPhrases(yaml, "unless"),
            OptionalPhrases(yaml, "except"),
            where?.Value == LockScreen,
            where?.Value == LockScreen ? null : where?.Value,
            yaml.Text("why").Value,
            yaml.Text("instead").Value
        );
        yaml.RefuseUnknownKeys();
        return rule;
    }

    private static SayRule Say(YamlMap yaml, CourseContent course)
    {
        var rule = new SayRule(
            yaml.Text("what").Value,
            Slugs(yaml, yaml.OptionalTexts("lessons"), course),
            yaml.OptionalText("box") is { } box ? Kinds(yaml, [box])[0] : null,
            Phrases(yaml, "anyOf")
        );
        yaml.RefuseUnknownKeys();
        return rule;
    }

    private static OrderRule Order(YamlMap yaml, CourseContent course)
    {
        var rule = new OrderRule(
            Kinds(yaml, [yaml.Text("first")])[0],
            Kinds(yaml, yaml.Texts("before")),
            OptionalPhrases(yaml, "beforeWords"),
            Slugs(yaml, yaml.Texts("lessons"), course),
            yaml.Text("why").Value
        );
        yaml.RefuseUnknownKeys();
        return rule;
    }

    private static SeldomRule Seldom(YamlMap yaml)
    {
        var box = yaml.OptionalText("box");
        var rule = new SeldomRule(
            Phrases(yaml, "phrases"),
            box is { } kind ? Kinds(yaml, [kind])[0] : null,
            (int)Number(yaml, "most"),
            yaml.Text("why").Value,
            yaml.Text("instead").Value
        );
        yaml.RefuseUnknownKeys();
        return rule;
    }

    private static IReadOnlyList<Phrase> OptionalPhrases(YamlMap yaml, string key) =>
        [.. yaml.OptionalTexts(key).Select(text => Phrase.Parse(text.Value))];

    // As with slugs: a misspelt box would switch its rule off.
    private static IReadOnlyList<string> Kinds(YamlMap yaml, IReadOnlyList<YamlText> texts)
    {
        foreach (var text in texts.Where(text => text.Value.Length > 0 && !BoxKinds.All.Contains(text.Value)))
        {
            yaml.Refuse(text, $"there is no box '{text.Value}'. Known: {string.Join(", ", BoxKinds.All)}");
        }

        return [.. texts.Select(text => text.Value)];
    }

    private static IReadOnlyList<Phrase> Phrases(YamlMap yaml, string key) =>
        [.. yaml.Texts(key).Select(text => Phrase.Parse(text.Value))];

    // A misspelt slug would switch its rule off without a word.
    private static IReadOnlyList<string> Slugs(YamlMap yaml, IReadOnlyList<YamlText> texts, CourseContent course)
    {
        foreach (var text in texts.Where(text => course.Find(new(text.Value)) is null))
        {
            yaml.Refuse(text, $"there is no lesson '{text.Value}'; correct the name, or take it out");
        }

        return [.. texts.Select(text => text.Value)];
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
