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
        var svg = new SvgDrawing("bars", values.Count * Step, Height, label, isStretched: true);
        foreach (var (place, value) in values.Index())
        {
            // What happened at all is seen.
            var height = value == 0 ? 0 : (int)Math.Max(2, Height * value / most);
            svg.Add(place * Step, Height - height, Width, height);
        }

        return svg.ToHtml();
    }
}
