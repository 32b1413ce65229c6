using EmailCourse.Course;
using Xunit;

namespace EmailCourse.Tests.Course;

public sealed class GreetingTests
{
    [Theory]
    [InlineData(null, "Hello,", "")]
    [InlineData("", "Hello,", "")]
    [InlineData("Ana", "Hello Ana,", ", Ana")]
    public void A_recipient_without_a_name_is_greeted_without_one(string? name, string greeting, string comma)
    {
        Assert.Equal(greeting, Greeting.To(name));
        Assert.Equal(comma, Greeting.CommaName(name));
    }

    [Theory]
    [InlineData("محمد")]
    [InlineData("שָׂרָה")]
    [InlineData("Ana שרה")]
    [InlineData("𞤀𞤣𞤢𞤥")]
    public void A_name_from_right_to_left_leaves_the_words_beside_it_in_their_order(string name)
    {
        Assert.Equal($"Hello \u2068{name}\u2069,", Greeting.To(name));
        Assert.Equal($", \u2068{name}\u2069", Greeting.CommaName(name));
    }

    [Theory]
    [InlineData("Zoë")]
    [InlineData("李小龍")]
    [InlineData("Владимир")]
    [InlineData("Wolfeschlegelsteinhausenbergerdorffwelch")]
    public void A_name_from_left_to_right_stands_there_as_it_is(string name)
    {
        Assert.Equal($"Hello {name},", Greeting.To(name));
        Assert.Equal($", {name}", Greeting.CommaName(name));
    }
}
