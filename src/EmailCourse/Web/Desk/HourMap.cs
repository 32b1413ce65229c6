using EmailCourse.Course.Markup;
using EmailCourse.Reports;

namespace EmailCourse.Web.Desk;

/// <summary>Draws how many have chosen which hour, a row for each time zone, in SVG: the darker, the more.</summary>
internal static class HourMap
{
    private const int Cell = 20;
    private const int Shades = 5;

    public static RawHtml Draw(string label, IReadOnlyList<ZoneNumbers> zones)
    {
        var most = Math.Max(1, zones.SelectMany(zone => zone.Hours).DefaultIfEmpty().Max());
        var svg = new SvgDrawing("hours", 24 * Cell, zones.Count * Cell, label);
        foreach (var (row, zone) in zones.Index())
        {
            foreach (var (hour, count) in zone.Hours.Index())
            {
                var shade = (count * Shades + most - 1) / most;
                svg.Add(hour * Cell, row * Cell, Cell - 1, Cell - 1, $"shade-{shade}");
            }
        }

        return svg.ToHtml();
    }
}
