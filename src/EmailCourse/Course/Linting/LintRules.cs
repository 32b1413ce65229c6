namespace EmailCourse.Course.Linting;

/// <summary>What <c>lessons/lint.yaml</c> says.</summary>
internal sealed record LintRules
{
    public required LintLimits Limits { get; init; }

    /// <summary>What must not be said.</summary>
    public required IReadOnlyList<Avoided> Avoid { get; init; }

    /// <summary>What must be said, and where.</summary>
    public required IReadOnlyList<Required> Say { get; init; }

    /// <summary>The boxes every lesson has.</summary>
    public required IReadOnlyList<string> Boxes { get; init; }

    /// <summary>The lessons that open with a content note.</summary>
    public required IReadOnlyList<YamlSlug> ContentNotes { get; init; }

    /// <summary>The sentences at the foot of every mail.</summary>
    public required IReadOnlyList<string> Footer { get; init; }

    /// <summary>The titles a lesson may name for further reading.</summary>
    public required IReadOnlyList<Phrase> Sources { get; init; }

    /// <summary>The addresses on the site that words may link to, without the first slash.</summary>
    public required IReadOnlyList<string> Places { get; init; }
}

/// <summary>The numbers.</summary>
internal sealed record LintLimits
{
    public required int FewestWords { get; init; }

    public required int MostWords { get; init; }

    /// <summary>Flesch–Kincaid, for a lesson.</summary>
    public required double LessonGrade { get; init; }

    /// <summary>Flesch–Kincaid, for the foot of a mail.</summary>
    public required double FooterGrade { get; init; }

    public required int SentenceWords { get; init; }

    public required int WordsPerMinute { get; init; }

    /// <summary>Between text and what is behind it, as WCAG counts it.</summary>
    public required double Contrast { get; init; }
}

/// <summary>Words that must not stand somewhere.</summary>
/// <param name="Phrases">The words.</param>
/// <param name="Unless">What makes them right when it stands in the same paragraph.</param>
/// <param name="OnLockScreenOnly">Whether they matter only where a locked telephone shows them.</param>
/// <param name="Why">What is wrong with them.</param>
/// <param name="Instead">What to say.</param>
internal sealed record Avoided(
    IReadOnlyList<Phrase> Phrases,
    IReadOnlyList<Phrase> Unless,
    bool OnLockScreenOnly,
    string Why,
    string Instead
);

/// <summary>Something lessons must say.</summary>
/// <param name="What">What it is.</param>
/// <param name="Lessons">Which lessons; all when empty.</param>
/// <param name="Box">The box it must stand in; null for anywhere.</param>
/// <param name="AnyOf">The words, any of which will do.</param>
internal sealed record Required(string What, IReadOnlyList<YamlSlug> Lessons, string? Box, IReadOnlyList<Phrase> AnyOf);

/// <summary>A lesson named by the rules, and the line that names it.</summary>
internal sealed record YamlSlug(string Value, int Line);
