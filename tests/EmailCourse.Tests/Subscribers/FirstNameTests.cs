using CsCheck;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class FirstNameTests
{
    [Theory]
    [InlineData("Ana")]
    [InlineData("Zoë")]
    [InlineData("Jean-Pierre")]
    [InlineData("O'Neill")]
    [InlineData("J. R. R.")]
    [InlineData("J.R.R.")]
    [InlineData("St. John")]
    [InlineData("李小龍")]
    [InlineData("Владимир")]
    [InlineData("Ελένη")]
    [InlineData("שָׂרָה")]
    [InlineData("محمد")]
    [InlineData("नमस्ते")]
    [InlineData("สมชาย")]
    [InlineData("Nguyễn Thị")]
    [InlineData("ʻAlohilani")]
    public void A_name_in_any_script_is_kept_as_written(string typed)
    {
        Assert.True(FirstName.TryParse(typed, out var name, out var problem), problem);
        Assert.Equal(typed.Normalize(), name.Value);
    }

    [Theory]
    [InlineData("  Ana ", "Ana")]
    [InlineData("O\u2019Neill", "O'Neill")]
    [InlineData("Zoe\u0308", "Zoë")]
    public void A_name_is_tidied(string typed, string kept)
    {
        Assert.True(FirstName.TryParse(typed, out var name, out _));
        Assert.Equal(kept, name.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public void No_name_is_a_good_answer(string? typed)
    {
        Assert.True(FirstName.TryParse(typed, out var name, out _));
        Assert.False(name.IsGiven);
    }

    [Theory]
    [InlineData("Ana2")]
    [InlineData("Ana٣")]
    [InlineData("https://evil.example")]
    [InlineData("evil.example")]
    [InlineData("www.evil.example")]
    [InlineData("a.co")]
    [InlineData("пример.рф")]
    [InlineData("evil.xn--p1ai")]
    [InlineData("ana@example.org")]
    [InlineData("<b>Ana</b>")]
    [InlineData("Ana&amp;")]
    [InlineData("{{ greeting }}")]
    [InlineData("-comma_name-")]
    [InlineData("Ana\nBcc: bob")]
    [InlineData("Ana\u202Enaem")]
    [InlineData("Ana\u200B")]
    [InlineData("Ana 🎉")]
    [InlineData("$100")]
    [InlineData("\uD800")]
    [InlineData("\uFFFE")]
    public void What_could_carry_a_link_or_markup_is_refused_with_a_sentence(string typed)
    {
        Assert.False(FirstName.TryParse(typed, out var name, out var problem));
        Assert.False(name.IsGiven);
        Assert.Contains("first name", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Forty_letters_are_the_longest_name()
    {
        Assert.True(FirstName.TryParse(new string('a', 40), out _, out _));
        Assert.False(FirstName.TryParse(new string('a', 41), out _, out _));
    }

    [Fact]
    public void A_letter_with_its_marks_counts_once() =>
        Assert.True(FirstName.TryParse(string.Concat(Enumerable.Repeat("q\u0323\u0307", 40)), out _, out _));

    [Fact]
    public void Marks_without_end_on_one_letter_are_refused() =>
        Assert.False(FirstName.TryParse("a" + new string('\u0323', 1000), out _, out _));

    [Fact]
    public void No_text_whatever_is_an_exception_or_becomes_a_tag() =>
        Gen.String.Sample(
            typed => !FirstName.TryParse(typed, out var name, out _) || !name.Value.Contains('_', StringComparison.Ordinal),
            iter: 5_000
        );

    public static TheoryData<string> Tags { get; } = [.. SubstitutionTags.All];

    [Theory]
    [MemberData(nameof(Tags))]
    public void None_of_our_tags_can_be_a_name(string tag) => Assert.False(FirstName.TryParse(tag, out _, out _));
}
