using System.Globalization;
using System.Net;
using System.Text;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Desk;

/// <summary>An SVG image of rectangles, whose colours the stylesheet knows by their classes.</summary>
internal sealed class SvgDrawing
{
    private readonly StringBuilder _svg = new();

    /// <param name="name">The class of the whole.</param>
    /// <param name="label">What it shows, for those who do not see it.</param>
    /// <param name="isStretched">Whether it fills its place, whatever that does to its proportions.</param>
    public SvgDrawing(string name, int width, int height, string label, bool isStretched = false)
    {
        var stretched = isStretched ? " preserveAspectRatio=\"none\"" : "";
        Append($"<svg class=\"{name}\" viewBox=\"0 0 {width} {height}\"{stretched} role=\"img\" ");
        Append($"aria-label=\"{WebUtility.HtmlEncode(label)}\">");
    }

    public void Add(int x, int y, double width, int height, string? name = null)
    {
        var named = name is null ? "" : $" class=\"{name}\"";
        Append($"<rect{named} x=\"{x}\" y=\"{y}\" width=\"{width:0.##}\" height=\"{height}\"/>");
    }

    public RawHtml ToHtml() => new($"{_svg}</svg>");

    private void Append(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
