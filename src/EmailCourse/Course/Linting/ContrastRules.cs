using System.Drawing;
using System.Globalization;

namespace EmailCourse.Course.Linting;

/// <summary>Whether every text of a mail stands out from what is behind it, by day and where a reader prefers dark.</summary>
internal static class ContrastRules
{
    public static IEnumerable<LintFinding> Check(MailParts parts, MailLayout frame, string css, double least) =>
        new[] { new MailColours(frame.Style.Inline, []), new MailColours(frame.Style.Inline, frame.Style.Dark) }.SelectMany(
            colours =>
                parts
                    .Shown.Where(text =>
                        !string.IsNullOrWhiteSpace(text.Data) && text.ParentElement is { } element && !colours.IsHidden(element)
                    )
                    .Select(text => text.ParentElement!)
                    .Distinct()
                    .Select(element => Check(colours.TextOf(element), colours.GroundOf(element), frame.Html.File, css, least))
                    .OfType<LintFinding>()
        );

    private static LintFinding? Check(MailColour text, MailColour ground, string html, string css, double least)
    {
        // The rule that was written for the smaller part of the page is the one to change.
        var (file, line) =
            text.Rule is { } rule ? (css, rule.Line)
            : ground.Rule is { } behind ? (css, behind.Line)
            : (html, 1);
        var name = text.Rule?.Selector.Text ?? ground.Rule?.Selector.Text ?? "text";
        if (Parse(text.Value) is not { } front || Parse(ground.Value) is not { } back)
        {
            return new(
                file,
                line,
                $"{name}: cannot compare {text.Value} with {ground.Value}",
                "Write both colours like #1f2b3d."
            );
        }

        var ratio = Ratio(front, back);
        return ratio >= least
            ? null
            : new(
                file,
                line,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {text.Value} on {ground.Value} is {Down(ratio):0.0}:1, at least {least:0.0}:1"
                ),
                "Take a darker or a lighter colour."
            );
    }

    /// <summary>The contrast ratio of WCAG 2.2, between 1 and 21.</summary>
    public static double Ratio(Color one, Color other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // 4.46 must not be called 4.5 and refused all the same.
    private static double Down(double ratio) => Math.Floor(ratio * 10) / 10;

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

    private static double Luminance(Color colour) =>
        (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    private static double Linear(byte channel) =>
        channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
