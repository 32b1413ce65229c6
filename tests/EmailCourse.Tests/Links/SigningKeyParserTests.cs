using EmailCourse.Links;
using Xunit;

namespace EmailCourse.Tests.Links;

public sealed class SigningKeyParserTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void One_key_is_enough() => Assert.Single(SigningKeyParser.Parse($"a:{Key}"));

    [Fact]
    public void Two_keys_come_in_the_order_given()
    {
        var keys = SigningKeyParser.Parse($" new:{Convert.ToBase64String([.. Enumerable.Repeat((byte)9, 40)])} , old:{Key} ");

        Assert.Equal([40, 32], keys.Select(key => key.Length));
    }

    [Theory]
    [InlineData("", "one key, or two")]
    [InlineData(" , ", "one key, or two")]
    [InlineData("a:KEY,b:KEY,c:KEY", "one key, or two")]
    [InlineData("a:KEY,a:KEY", "two keys are called 'a'")]
    [InlineData("KEY", "as name:base64")]
    [InlineData(":KEY", "as name:base64")]
    [InlineData("a:", "as name:base64")]
    [InlineData("a:not base64!", "as name:base64")]
    [InlineData("a:c2hvcnQ=", "at least 32")]
    public void What_is_wrong_is_said_with_the_form_it_needs(string setting, string problem)
    {
        var error = Assert.Throws<FormatException>(() =>
            SigningKeyParser.Parse(setting.Replace("KEY", Key, StringComparison.Ordinal))
        );

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_never_shows_a_key() =>
        Assert.DoesNotContain(
            "c2VjcmV0",
            Assert.Throws<FormatException>(() => SigningKeyParser.Parse("a:c2VjcmV0")).Message,
            StringComparison.Ordinal
        );
}
