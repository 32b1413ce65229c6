using CsCheck;
using EmailCourse.Subscribers;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("ana@example.org", "ana@example.org")]
    [InlineData("  ana@example.org\r\n", "ana@example.org")]
    [InlineData("Ana.Maria+course@Example.ORG", "Ana.Maria+course@Example.ORG")]
    [InlineData("a@b.co", "a@b.co")]
    [InlineData("o'neill_1=x/y#z@mail.example.co.uk", "o'neill_1=x/y#z@mail.example.co.uk")]
    [InlineData("1234567890@example.org", "1234567890@example.org")]
    [InlineData("ana@xn--mnchen-3ya.de", "ana@xn--mnchen-3ya.de")]
    [InlineData("ana@münchen.de", "ana@xn--mnchen-3ya.de")]
    [InlineData("ana@MU\u0308NCHEN.de", "ana@xn--mnchen-3ya.de")]
    [InlineData("ana@例え.テスト", "ana@xn--r8jz45g.xn--zckzah")]
    [InlineData("ana@example。org", "ana@example.org")]
    public void An_address_is_kept_as_written_with_its_domain_in_ascii(string typed, string kept)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address, out var problem), problem);
        Assert.Equal(kept, address.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ana")]
    [InlineData("ana@")]
    [InlineData("@example.org")]
    [InlineData("ana@localhost")]
    [InlineData("ana@example.org.")]
    [InlineData("ana@example..org")]
    [InlineData("ana@.example.org")]
    [InlineData("ana@-example.org")]
    [InlineData("ana@example_x.org")]
    [InlineData("ana@[127.0.0.1]")]
    [InlineData("ana@127.0.0.1")]
    [InlineData("ana@bob@example.org")]
    [InlineData("ana bell@example.org")]
    [InlineData(".ana@example.org")]
    [InlineData("ana.@example.org")]
    [InlineData("ana..bell@example.org")]
    [InlineData("\"ana bell\"@example.org")]
    [InlineData("ana(home)@example.org")]
    [InlineData("Ana <ana@example.org>")]
    [InlineData("<ana@example.org>")]
    [InlineData("ana@example.org, bob@example.org")]
    [InlineData("ana@example.org;bob@example.org")]
    [InlineData("ana@example.org\nBcc: bob@example.org")]
    [InlineData("ana\r\n@example.org")]
    [InlineData("ana@exam\0ple.org")]
    [InlineData("mailto:ana@example.org")]
    [InlineData("änä@example.org")]
    [InlineData("ana＠example.org")]
    [InlineData("ana@\u202Egro.elpmaxe")]
    public void What_is_no_plain_deliverable_address_is_refused(string? typed) =>
        Assert.False(EmailAddress.TryParse(typed, out _, out _));

    [Fact]
    public void Two_hundred_and_fifty_four_characters_are_the_longest_address()
    {
        Assert.True(EmailAddress.TryParse(OfLength(254), out _, out _));
        Assert.False(EmailAddress.TryParse(OfLength(255), out _, out _));
    }

    [Fact]
    public void Sixty_four_characters_are_the_longest_part_before_the_at()
    {
        Assert.True(EmailAddress.TryParse(new string('a', 64) + "@example.org", out _, out _));
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@example.org", out _, out _));
    }

    [Fact]
    public void The_longest_address_is_measured_with_its_domain_in_ascii() =>
        Assert.False(
            EmailAddress.TryParse(
                $"{new string('a', 64)}@{string.Join('.', Enumerable.Repeat(new string('ü', 40), 4))}.org",
                out _,
                out _
            )
        );

    [Fact]
    public void Four_hundred_characters_are_answered_with_a_sentence_about_the_length()
    {
        Assert.False(EmailAddress.TryParse(new string('a', 388) + "@example.org", out _, out var problem));
        Assert.Contains("too long", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uD800@example.org")]
    [InlineData("ana@example\uDC00.org")]
    [InlineData("ana@example\uFFFE.org")]
    public void Half_a_character_is_refused_and_not_a_crash(string typed) =>
        Assert.False(EmailAddress.TryParse(typed, out _, out _));

    [Fact]
    public void No_text_whatever_is_an_exception_and_every_refusal_says_why() =>
        Gen.OneOf(Gen.String, Typed)
            .Sample(typed => EmailAddress.TryParse(typed, out _, out var problem) == (problem.Length == 0), iter: 5_000);

    [Fact]
    public void What_was_accepted_is_accepted_again_as_it_is() =>
        Typed.Sample(
            typed =>
                !EmailAddress.TryParse(typed, out var once, out _)
                || (EmailAddress.TryParse(once.Value, out var twice, out _) && twice == once),
            iter: 5_000
        );

    // Texts that look enough like addresses to come far.
    private static Gen<string> Typed { get; } =
        Gen.Char["abAB09.-_+@@..\"<> \r\n\0äßİıﬁ。\u0308\u200B\u202E\uD83D\uDE00\uFFFE"]
            .Array[0, 20]
            .Select(characters => new string(characters))
            .Select(
                Gen.Const("@example.org"),
                (local, rest) => local.Contains('@', StringComparison.Ordinal) ? local : local + rest
            );

    private static string OfLength(int length)
    {
        var labels = $"{new string('a', 64)}@{new string('b', 63)}.{new string('c', 63)}.";
        return labels + new string('d', length - labels.Length - 4) + ".org";
    }
}
