using System.Drawing;
using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Linting.Mails;

namespace EmailCourse.Linting.Rules;

/// <summary>Every text of a mail stands out from its background, in light and in dark colors (WCAG 2.2, 1.4.3).</summary>
internal static class ContrastRules
{
    public static IEnumerable<LintFinding> Check(MailParts parts, MailLayout layout, string css, double lowest)
    {
        ColorResolver[] schemes = [new(layout.Style.Inline, []), new(layout.Style.Inline, layout.Style.Dark)];
        return schemes.SelectMany(colors =>
            parts
                .VisibleTexts.Where(text =>
                    !string.IsNullOrWhiteSpace(text.Data) && text.ParentElement is { } element && !colors.IsHidden(element)
                )
                .Select(text => text.ParentElement!)
                .Distinct()
                .Select(element =>
                    Check(colors.ForegroundOf(element), colors.BackgroundOf(element), layout.Html.File, css, lowest)
                )
                .OfType<LintFinding>()
        );
    }

    /// <summary>The contrast ratio of WCAG 2.2, from 1 to 21.</summary>
    public static double Ratio(Color one, Color other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static LintFinding? Check(ResolvedColor text, ResolvedColor background, string html, string css, double lowest)
    {
        // The rule that was written for the smaller part of the page is the one to change.
        var (file, line) =
            text.Rule is { } rule ? (css, rule.Line)
            : background.Rule is { } behind ? (css, behind.Line)
            : (html, 1);
        var name = text.Rule?.Selector.Text ?? background.Rule?.Selector.Text ?? "text";
        if (Parse(text.Value) is not { } front || Parse(background.Value) is not { } back)
        {
            return new(
                file,
                line,
                $"{name}: cannot compare {text.Value} with {background.Value}",
                "Write both colours like #1f2b3d."
            );
        }

        var ratio = Ratio(front, back);
        return ratio >= lowest
            ? null
            : new(
                file,
                line,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {text.Value} on {background.Value} is {RoundDown(ratio):0.0}:1, at least {lowest:0.0}:1"
                ),
                "Take a darker or a lighter colour."
            );
    }

    // 4.46 must not be called 4.5 and refused all the same.
    private static double RoundDown(double ratio) => Math.Floor(ratio * 10) / 10;

    private static Color? Parse(string value)
    {
        try
        {
            return ColorTranslator.FromHtml(value);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static double Luminance(Color color) =>
        (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

    private static double Linear(byte channel) =>
        channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
