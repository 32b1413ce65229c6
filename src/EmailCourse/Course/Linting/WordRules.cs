namespace EmailCourse.Course.Linting;

/// <summary>What the words must not say.</summary>
internal static class WordRules
{
    /// <summary>What a text says that it should not.</summary>
    public static IEnumerable<LintFinding> Check(LintedText text, LintRules rules) =>
        rules.Avoid.SelectMany(avoided =>
            (avoided.OnLockScreenOnly ? text.OnLockScreen : [.. text.OnLockScreen, .. text.Around, .. text.Passages]).SelectMany(
                passage => Check(passage, avoided)
            )
        );

    /// <summary>What the settings say that they should not.</summary>
    public static IEnumerable<LintFinding> CheckSettings(
        IReadOnlyList<Passage> senders,
        IReadOnlyList<Passage> others,
        LintRules rules
    ) =>
        rules.Avoid.SelectMany(avoided =>
            (avoided.OnLockScreenOnly ? senders : [.. senders, .. others]).SelectMany(passage => Check(passage, avoided))
        );

    private static IEnumerable<LintFinding> Check(Passage passage, Avoided avoided) =>
        avoided.Unless.Any(phrase => phrase.IsIn(passage.Text))
            ? []
            : avoided
                .Phrases.SelectMany(phrase => phrase.In(passage.Text))
                .Select(found => new LintFinding(
                    passage.File,
                    passage.LineAt(found.Index),
                    $"'{found.Words}': {avoided.Why}",
                    avoided.Instead
                ));
}
