using EmailCourse.Linting.Text;

namespace EmailCourse.Linting.Configuration;

/// <summary>The rules of <c>lessons/lint.yaml</c>.</summary>
internal sealed record LintRules
{
    public required LintLimits Limits { get; init; }

    /// <summary>What must not be said: the entries of <c>avoid</c> and <c>claims</c>.</summary>
    public required IReadOnlyList<AvoidRule> Avoid { get; init; }

    /// <summary>What lessons must say.</summary>
    public required IReadOnlyList<SayRule> Say { get; init; }

    /// <summary>What comes before what in lessons.</summary>
    public required IReadOnlyList<OrderRule> Order { get; init; }

    /// <summary>What may be said a few times in the whole course.</summary>
    public required IReadOnlyList<SeldomRule> Seldom { get; init; }

    /// <summary>How a lesson's subject begins; <c>{number}</c> and <c>{total}</c> stand for its place and the last.</summary>
    public required string Subject { get; init; }

    /// <summary>The boxes every lesson has.</summary>
    public required IReadOnlyList<string> Boxes { get; init; }

    /// <summary>The slugs of the lessons that open with a content note.</summary>
    public required IReadOnlyList<string> ContentNotes { get; init; }

    /// <summary>The sentences at the foot of every mail.</summary>
    public required IReadOnlyList<string> Footer { get; init; }

    /// <summary>The titles a lesson may name for further reading.</summary>
    public required IReadOnlyList<Phrase> Sources { get; init; }

    /// <summary>The paths on the site that texts may link to, without the leading slash.</summary>
    public required IReadOnlyList<string> Places { get; init; }
}

/// <summary>The limits of <c>lint.yaml</c>.</summary>
internal sealed record LintLimits
{
    public required int FewestWords { get; init; }

    public required int MostWords { get; init; }

    /// <summary>The highest Flesch–Kincaid grade of a lesson.</summary>
    public required double LessonGrade { get; init; }

    /// <summary>The highest Flesch–Kincaid grade of the foot of a mail.</summary>
    public required double FooterGrade { get; init; }

    /// <summary>The longest sentence, in words.</summary>
    public required int SentenceWords { get; init; }

    public required int WordsPerMinute { get; init; }

    /// <summary>The number of lessons in a row that must not be about as long as each other.</summary>
    public required int LikeLengths { get; init; }

    /// <summary>By how many percent the longest of them exceeds the shortest at most.</summary>
    public required int LikeLengthsPercent { get; init; }

    /// <summary>The number of words by which the beginnings of two questions are compared.</summary>
    public required int QuestionWords { get; init; }

    /// <summary>The lowest contrast ratio (WCAG 2.2) between a text and its background.</summary>
    public required double Contrast { get; init; }
}

/// <summary>Phrases that must not be used.</summary>
/// <param name="Phrases">The phrases.</param>
/// <param name="Unless">The phrases that make the others acceptable in the same paragraph.</param>
/// <param name="Except">The phrases that no match may lie in to count: "mail" in "mail carrier".</param>
/// <param name="OnLockScreenOnly">Whether the rule counts only for what a locked phone shows.</param>
/// <param name="Box">The kind of boxes the rule counts for; <see langword="null"/> for all texts.</param>
/// <param name="Why">What is wrong with them.</param>
/// <param name="Instead">What to say instead.</param>
internal sealed record AvoidRule(
    IReadOnlyList<Phrase> Phrases,
    IReadOnlyList<Phrase> Unless,
    IReadOnlyList<Phrase> Except,
    bool OnLockScreenOnly,
    string? Box,
    string Why,
    string Instead
);

/// <summary>A statement that lessons must make.</summary>
/// <param name="What">The statement, as a finding names it.</param>
/// <param name="Lessons">The slugs of the lessons that must make it; empty for all.</param>
/// <param name="Box">The box it must stand in; <see langword="null"/> for anywhere in the lesson.</param>
/// <param name="AnyOf">The phrases, any one of which is enough.</param>
internal sealed record SayRule(string What, IReadOnlyList<string> Lessons, string? Box, IReadOnlyList<Phrase> AnyOf);

/// <summary>An order in which lessons must say things.</summary>
/// <param name="First">The box that comes first.</param>
/// <param name="Boxes">The boxes that come after it.</param>
/// <param name="Phrases">The phrases outside boxes that come after it.</param>
/// <param name="Lessons">The slugs of the lessons it counts for.</param>
/// <param name="Why">The reason, as a finding names it.</param>
internal sealed record OrderRule(
    string First,
    IReadOnlyList<string> Boxes,
    IReadOnlyList<Phrase> Phrases,
    IReadOnlyList<string> Lessons,
    string Why
);

/// <summary>Phrases that all lessons together may use a few times. A roof means the beginning of a sentence here.</summary>
/// <param name="Phrases">The phrases.</param>
/// <param name="Box">The kind of boxes the rule counts for; <see langword="null"/> for all texts.</param>
/// <param name="Most">How often one of them may stand in the course.</param>
/// <param name="Why">What is wrong with more.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record SeldomRule(IReadOnlyList<Phrase> Phrases, string? Box, int Most, string Why, string Instead);
