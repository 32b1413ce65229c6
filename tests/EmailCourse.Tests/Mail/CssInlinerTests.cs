using EmailCourse.Course.Loading;
using EmailCourse.Course.Markup;
using EmailCourse.Mail;
using Xunit;

namespace EmailCourse.Tests.Mail;

public sealed class CssInlinerTests
{
    [Theory]
    [InlineData("p { color: red } p { color: blue }", "color: blue")]
    [InlineData(".x { color: red } p { color: blue }", "color: red")]
    [InlineData("p { color: red; margin: 0 }", "color: red; margin: 0")]
    [InlineData(
        "h1, p.x { font-family: 'A; B', serif; background: url(data:image/png;base64,AA==) }",
        "font-family: 'A; B', serif; background: url(data:image/png;base64,AA==)"
    )]
    [InlineData("/* p { } */ p { margin-top: 1px; margin: 0 } p { margin-top: 2px }", "margin: 0; margin-top: 2px")]
    public void Rules_are_written_into_the_elements_they_match(string css, string style) =>
        Assert.Contains($"""<p class="x" style="{style}">""", Inline("""<p class="x">a</p>""", css), StringComparison.Ordinal);

    [Fact]
    public void What_an_element_says_itself_wins() =>
        Assert.Contains(
            """<p style="margin: 0; color: green">""",
            Inline("<p style='color: green'>a</p>", "p { color: red; margin: 0 }"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Media_and_hover_rules_stay_for_the_head()
    {
        var style = Parse("a { color: red }\n@media (max-width: 9px) { a { color: blue } }\na:hover { color: green }");

        Assert.Single(style.Inline);
        Assert.Equal("@media (max-width: 9px) { a { color: blue } }\na:hover { color: green }", style.Embedded);
    }

    [Fact]
    public void Outlooks_conditional_comments_survive()
    {
        const string Comment = "<!--[if mso]><table><tr><td width=\"600\"><![endif]-->";

        Assert.Contains(Comment, Inline($"<body>{Comment}<p>a</p></body>", "td { color: red }"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p { color: red }\n}\n", "mail.css:2: is not a flat rule: }")]
    [InlineData("/* one\ntwo */\n\np[ { color: red }", "mail.css:4: 'p[' is not a selector")]
    public void CSS_that_cannot_be_read_is_refused_with_its_line(string css, string message)
    {
        var diagnostics = new Diagnostics();
        StyleSheet.Parse("mail.css", css, diagnostics);

        Assert.Equal(message, diagnostics.ToString());
    }

    private static string Inline(string html, string css) => CssInliner.Inline(html, Parse(css));

    private static StyleSheet Parse(string css)
    {
        var diagnostics = new Diagnostics();
        var style = StyleSheet.Parse("mail.css", css, diagnostics);
        diagnostics.ThrowIfAny();
        return style;
    }
}
