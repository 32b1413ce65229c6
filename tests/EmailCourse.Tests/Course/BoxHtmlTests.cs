using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EmailCourse.Course.Markup;
using Xunit;

namespace EmailCourse.Tests.Course;

/// <summary>How boxes look as HTML, which mails and pages share.</summary>
public sealed class BoxHtmlTests
{
    [Fact]
    public void A_box_is_named_by_its_kind() =>
        Assert.Equal("<div class=\"recap\">\n<p>So far.</p>\n</div>\n", Render("::: recap\nSo far.\n:::"));

    [Fact]
    public void Every_entry_of_a_logbook_has_its_time_in_a_cell_of_its_own()
    {
        var html = Parse("::: logbook\n- **6:02** Sent: *soup?*\n- **6:19** Gray.\n- no time\n:::");

        Assert.Equal(["6:02", "6:19", ""], html.QuerySelectorAll(".logbook .time").Select(cell => cell.TextContent));
        Assert.Equal(
            [" Sent: soup?", " Gray.", "no time"],
            html.QuerySelectorAll(".logbook .time + td").Select(cell => cell.TextContent)
        );
        Assert.Single(html.QuerySelectorAll(".logbook em"));
    }

    [Fact]
    public void Columns_are_two_cells_whose_headings_come_right_below_the_title_of_the_lesson()
    {
        var html = Parse("::: columns\n### Sideways\n\nFine.\n\n### Plainly\n\nTuesday.\n\nOkay.\n:::");

        Assert.Equal(["Sideways", "Plainly"], html.QuerySelectorAll(".columns td > h2").Select(heading => heading.TextContent));
        Assert.Equal(["Fine."], html.QuerySelectorAll(".left p").Select(line => line.TextContent));
        Assert.Equal(["Tuesday.", "Okay."], html.QuerySelectorAll(".right p").Select(line => line.TextContent));
    }

    [Fact]
    public void A_card_is_one_cell() =>
        Assert.Equal(2, Parse("::: card\n**At two**\n\n- One.\n- Two.\n:::").QuerySelectorAll(".card td li").Length);

    [Fact]
    public void No_table_of_a_box_is_announced_as_one() =>
        Assert.All(
            Parse("::: card\nA\n:::\n\n::: logbook\n- **1:00** a\n:::\n\n::: columns\n### a\n### b\n:::")
                .QuerySelectorAll("table"),
            table => Assert.Equal("presentation", table.GetAttribute("role"))
        );

    private static IHtmlDocument Parse(string markdown) => new HtmlParser().ParseDocument(Render(markdown));

    private static string Render(string markdown) => CourseMarkdown.ToHtml(CourseMarkdown.Parse(markdown)).Value;
}
