using System.Globalization;
using System.Text;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Desk;

/// <summary>Draws one number a day as bars, in SVG. The numbers themselves stand in a table beside it.</summary>
internal static class BarChart
{
    private const int Height = 72;
    private const int Step = 8;
    private const int Width = 6;

    /// <param name="label">What the chart shows, for those who do not see it.</param>
    /// <param name="values">From left to right.</param>
    public static RawHtml Draw(string label, IReadOnlyList<long> values)
    {
        var most = Math.Max(1, values.Max());
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"bars\" viewBox=\"0 0 {values.Count * Step} {Height}\" preserveAspectRatio=\"none\" "
        );
        svg.Append(CultureInfo.InvariantCulture, $"role=\"img\" aria-label=\"{label}\">");
        foreach (var (place, value) in values.Index())
        {
            // What happened at all is seen.
            var height = value == 0 ? 0 : Math.Max(2, Height * value / most);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{place * Step}\" y=\"{Height - height}\" width=\"{Width}\" height=\"{height}\"/>"
            );
        }

        return new(svg.Append("</svg>").ToString());
    }
}
