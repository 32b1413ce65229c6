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
    public void A_speaker_stands_before_what_they_say_and_the_rest_hangs_below() =>
        Assert.Equal(
            "    The one at the stove: Nobody. If Saturday is taken, it will have\n      been the evening.\n\n    Bea: Come.",
            Render(
                "::: dialogue\n**The one at the stove:** Nobody. If Saturday is taken, it will have been the evening.\n\n"
                    + "**Bea:** Come.\n:::"
            )
        );

    [Fact]
    public void Times_stand_in_a_column_of_their_own() =>
        Assert.Equal(
            "     9:40 Seen: *no answer.* Guessed: the rest of it, and all of that\n" + "          for good.\n    12:02 home ok?",
            Render(
                "::: logbook\n- **9:40** Seen: *no answer.* Guessed: the rest of it, and all of that for good.\n"
                    + "- **12:02** home ok?\n:::"
            )
        );

    [Fact]
    public void A_card_has_an_edge_of_its_own() =>
        Assert.Equal(
            "    | At two\n    | ------\n    |\n    | - Something cold.\n    | - Send none of it.",
            Render("::: card\n**At two**\n\n- Something cold.\n- Send none of it.\n:::")
        );

    [Fact]
    public void Columns_stand_one_below_the_other() =>
        Assert.Equal(
            "    Sideways\n    --------\n\n    Fine.\n\n    Plainly\n    -------\n\n    Tuesday.",
            Render("::: columns\n### Sideways\n\nFine.\n\n### Plainly\n\nTuesday.\n:::")
        );

    [Theory]
    [InlineData("::: logbook\nNo list.\n:::", "    No list.")]
    [InlineData("::: logbook\n- no time\n:::", "     no time")]
    [InlineData("::: dialogue\nNobody speaks.\n\n- a\n:::", "    Nobody speaks.\n\n    - a")]
    public void A_box_that_is_filled_in_another_way_loses_no_words(string markdown, string text) =>
        Assert.Equal(text, Render(markdown));

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
