using System.Globalization;
using System.Text;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Desk;

/// <summary>Draws shares of a whole, one bar below the other, in SVG.</summary>
internal static class ShareChart
{
    private const int Width = 200;
    private const int Height = 10;
    private const int Step = 14;

    /// <param name="label">What the chart shows, for those who do not see it.</param>
    /// <param name="bars">From top to bottom: the class of the bar, and how much of it is filled, from 0 to 1.</param>
    public static RawHtml Draw(string label, params IReadOnlyList<(string Class, double Share)> bars)
    {
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg class=\"shares\" viewBox=\"0 0 {Width} {bars.Count * Step}\" role=\"img\" aria-label=\"{label}\">"
        );
        foreach (var (place, (name, share)) in bars.Index())
        {
            var y = place * Step;
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"whole\" y=\"{y}\" width=\"{Width}\" height=\"{Height}\"/>");
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"{name}\" y=\"{y}\" width=\"{share * Width:0.##}\" height=\"{Height}\"/>"
            );
        }

        return new(svg.Append("</svg>").ToString());
    }
}
