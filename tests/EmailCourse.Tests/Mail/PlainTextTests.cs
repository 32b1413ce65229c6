using CsCheck;
using EmailCourse.Course.Markup;
using EmailCourse.Mail;
using Xunit;

namespace EmailCourse.Tests.Mail;

public sealed class PlainTextTests
{
    [Fact]
    public void A_heading_is_underlined() => Assert.Equal("Small *steps*\n-------------", Render("## Small *steps*"));

    [Fact]
    public void A_link_becomes_a_footnote_and_keeps_its_number_when_repeated() =>
        Assert.Equal(
            "See one [1], two [2] and one again [1].\n\n[1] https://one.example/\n[2] https://two.example/",
            Render("See [one](https://one.example/), [two](https://two.example/) and [one again](https://one.example/).")
        );

    [Fact]
    public void A_link_alone_in_its_paragraph_stands_below_its_words() =>
        Assert.Equal("Yes, please:\n-confirm_link-", Render("[Yes, please](-confirm_link-){.button}"));

    [Fact]
    public void A_link_that_reads_like_its_target_is_not_said_twice() =>
        Assert.Equal("Write to a@example.org.", Render("Write to [a@example.org](mailto:a@example.org)."));

    [Fact]
    public void A_link_longer_than_a_line_stays_whole()
    {
        var link = "https://example.org/" + new string('x', 100);

        Assert.Contains($"\n[1] {link}", Render($"Read [this]({link}) now."), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_at_most_72_columns_and_a_footnotes_number_stays_with_its_word()
    {
        var text = Render($"{string.Concat(Enumerable.Repeat("word ", 40))}[word](https://example.org) word.");

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 72));
        Assert.DoesNotContain("\n[1] word", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrapping_keeps_every_word_in_order_and_whole() =>
        Gen.String[Gen.Char['a', 'z'], 1, 90]
            .List[0, 60]
            .Sample(words =>
            {
                var lines = PlainTextFormatter.Wrap(string.Join(' ', words), 72).Split('\n');

                Assert.Equal(words, lines.SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
                Assert.All(lines, line => Assert.True(line.Length <= 72 || !line.Contains(' ', StringComparison.Ordinal), line));
            });

    [Fact]
    public void Any_value_escaped_for_Markdown_reads_as_it_was() =>
        Gen.String[Gen.Char['!', '~'], 1, 40].Sample(value => Assert.Equal(value, Render(Escaping.Markdown(value))));

    [Fact]
    public void Lists_hang_and_nest() =>
        Assert.Equal("- one\n  - inner\n- two\n\n3. three\n4. four", Render("- one\n  - inner\n- two\n\n3. three\n4. four"));

    [Fact]
    public void A_box_is_set_apart_and_a_quote_marked() =>
        Assert.Equal(
            "Before.\n\n    Look around.\n\n    Stop.\n\n> Said\n>\n> twice.",
            Render("Before.\n\n::: practice\nLook around.\n\nStop.\n:::\n\n> Said\n>\n> twice.")
        );

    [Fact]
    public void A_box_with_a_title_shows_it_as_one_and_the_question_after_it_stands_at_the_margin() =>
        Assert.Equal(
            "    Two minutes\n    -----------\n\n    Look *around*.\n\nWhat is near?",
            Render("::: practice\n**Two minutes**\n\nLook **around**.\n:::\n\n::: question\nWhat is near?\n:::")
        );

    [Fact]
    public void Rules_code_images_entities_and_hard_breaks_are_kept() =>
        Assert.Equal(
            "* * *\n\n    code\n\n[a picture] & one\ntwo three",
            Render("---\n\n```\ncode\n```\n\n![a picture](https://example.org/p.png) &amp; one\\\ntwo `three`")
        );

    [Fact]
    public void Raw_HTML_is_words_like_any_other() => Assert.Equal("a <b>c</b>", Render("a <b>c</b>"));

    [Fact]
    public void Tidying_wraps_long_lines_with_their_indent_and_closes_gaps()
    {
        var text = PlainTextFormatter.Tidy($"\n\nfirst  \r\n\r\n\r\n\r\n  {string.Concat(Enumerable.Repeat("word ", 20))}\n");

        Assert.StartsWith("first\n\n  word word", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n')[2..^1], line => Assert.StartsWith("  word", line, StringComparison.Ordinal));
        Assert.EndsWith("word\n", text, StringComparison.Ordinal);
    }

    private static string Render(string markdown) => PlainTextRenderer.Render(CourseMarkdown.Parse(markdown));
}
