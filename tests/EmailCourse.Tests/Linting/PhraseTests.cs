using CsCheck;
using EmailCourse.Linting.Text;
using Xunit;

namespace EmailCourse.Tests.Linting;

public sealed class PhraseTests
{
    private static readonly string[] Listed =
    [
        "wife",
        "streak",
        "magnet",
        "part",
        "last chance",
        "don't miss",
        "evidence-based",
        "your own fault",
    ];

    private static readonly Gen<string> Letters = Gen.Char["abcxyzäé1"].Array[0, 5].Select(characters => new string(characters));

    [Theory]
    [InlineData("don't miss", "Don’t miss it", true)]
    [InlineData("don't miss", "I miss my sister; don’t wait.", false)]
    [InlineData("last chance", "a last-chance\nsaloon", true)]
    [InlineData("last chance", "LAST\n  CHANCE", true)]
    [InlineData("last chance", "the last chancellor", false)]
    [InlineData("wife", "his wife’s", true)]
    [InlineData("wife", "a midwife", false)]
    [InlineData("therap*", "a therapist", true)]
    [InlineData("therap*", "chemotherapy", false)]
    [InlineData("your parents … caused", "your parents have, perhaps, caused it", true)]
    [InlineData("your parents … caused", "your parents left. It caused rain.", false)]
    [InlineData("your parents … caused", "your parents one two three four five six caused", false)]
    [InlineData("^or", "Or look around", true)]
    [InlineData("^or", "this or that", false)]
    [InlineData("% … anxiously attached", "20% are anxiously attached", true)]
    public void Whole_words_are_found_however_they_are_set(string phrase, string text, bool found) =>
        Assert.Equal(found, Phrase.Parse(phrase).IsIn(text));

    [Fact]
    public void A_word_that_merely_contains_a_listed_one_is_never_found() =>
        (
            from listed in Gen.OneOf(Listed)
            from before in Letters
            from after in Letters
            where before.Length + after.Length > 0
            select (listed, text: $"so {before}{listed}{after}, then")
        ).Sample(each => !Phrase.Parse(each.listed).IsIn(each.text));

    [Fact]
    public void A_listed_word_is_found_between_any_two_others_on_any_line() =>
        (
            from listed in Gen.OneOf(Listed)
            from before in Gen.OneOf("", "so ", "so\n", "“", "(")
            from after in Gen.OneOf("", " then", "\nthen", "”", ").", ", then")
            select (listed, text: before + listed.ToUpperInvariant().Replace(" ", "\n", StringComparison.Ordinal) + after)
        ).Sample(each => Phrase.Parse(each.listed).IsIn(each.text));
}
