using EmailCourse.Linting.Configuration;
using EmailCourse.Linting.Text;

namespace EmailCourse.Linting.Rules;

/// <summary>No text uses a phrase that <c>avoid</c> or <c>claims</c> forbids.</summary>
internal static class WordRules
{
    public static IEnumerable<LintFinding> Check(LintedText text, LintRules rules) =>
        Check(text.OnLockScreen, [.. text.FrontMatter, .. text.Blocks], rules);

    /// <param name="onLockScreen">The texts a locked phone may show.</param>
    /// <param name="others">All other texts.</param>
    /// <param name="rules">The rules of <c>lint.yaml</c>.</param>
    public static IEnumerable<LintFinding> Check(
        IReadOnlyList<TextBlock> onLockScreen,
        IReadOnlyList<TextBlock> others,
        LintRules rules
    ) =>
        rules.Avoid.SelectMany(rule =>
            (rule.OnLockScreenOnly ? onLockScreen : [.. onLockScreen, .. others])
                .Where(block => rule.Box is null || block.Box == rule.Box)
                .SelectMany(block => Check(block, rule))
        );

    private static IEnumerable<LintFinding> Check(TextBlock block, AvoidRule rule) =>
        rule.Unless.Any(phrase => phrase.IsIn(block.Text))
            ? []
            : rule
                .Phrases.SelectMany(phrase => phrase.FindIn(block.Text))
                .Where(found => !rule.Except.Any(phrase => phrase.Covers(block.Text, found.Index)))
                .Select(found => new LintFinding(
                    block.File,
                    block.LineAt(found.Index),
                    $"'{found.Words}': {rule.Why}",
                    rule.Instead
                ));
}
