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
        var svg = new SvgDrawing("shares", Width, bars.Count * Step, label);
        foreach (var (place, (name, share)) in bars.Index())
        {
            svg.Add(0, place * Step, Width, Height, "whole");
            svg.Add(0, place * Step, share * Width, Height, name);
        }

        return svg.ToHtml();
    }
}
