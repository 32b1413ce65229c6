using CsCheck;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using Xunit;

namespace EmailCourse.Tests.Mail.SendGrid;

public sealed class SendGridErrorReaderTests
{
    [Theory]
    [InlineData("personalizations.6.to.0.email", 6)]
    [InlineData("personalizations.999.to", 999)]
    [InlineData("personalizations.0", 0)]
    public void A_field_of_a_personalization_names_its_recipient(string field, int position)
    {
        var refused = Assert.IsType<SendOutcome.RecipientsRefused>(Read(field));

        Assert.Equal([position], refused.Positions);
    }

    [Fact]
    public void Every_recipient_named_is_named_once()
    {
        var refused = Assert.IsType<SendOutcome.RecipientsRefused>(
            Read("personalizations.6.to.0.email", "personalizations.1.to.0.email", "personalizations.6.to.0.name", "from.email")
        );

        Assert.Equal([6, 1], refused.Positions);
    }

    [Theory]
    [InlineData("personalizations")]
    [InlineData("")]
    public void A_field_that_could_be_anybody_names_nobody(string field) => Assert.IsType<SendOutcome.Refused>(Read(field));

    [Theory]
    [InlineData("from.email")]
    [InlineData("content.0.value")]
    [InlineData("personalizations.0.headers")]
    [InlineData("personalizations.0.substitutions")]
    public void A_field_of_our_own_blames_our_mail(string field) =>
        Assert.Contains(field, Assert.IsType<SendOutcome.MailRefused>(Read(field)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"errors":[{"message":"Bad","field":null}]}""")]
    [InlineData("""{"errors":[{"message":"Bad","field":7}]}""")]
    [InlineData("""{"errors":[{"message":"Bad"}]}""")]
    public void An_error_without_a_field_names_nobody(string body) =>
        Assert.IsType<SendOutcome.Refused>(SendGridErrorReader.Read(body));

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad Request</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"errors":null}""")]
    [InlineData("""{"errors":[]}""")]
    [InlineData("""{"errors":["something"]}""")]
    [InlineData("""{"errors":[{"message":"Bad","field":"\ud800"}]}""")]
    public void An_answer_that_is_not_SendGrids_blames_no_recipient(string body) =>
        Assert.IsType<SendOutcome.MailRefused>(SendGridErrorReader.Read(body));

    [Fact]
    public void No_answer_whatever_is_an_exception() => Gen.String.Sample(body => SendGridErrorReader.Read(body) is not null);

    private static SendOutcome Read(params string[] fields)
    {
        var errors = fields.Select(field => $$"""{"message":"Bad","field":"{{field}}","help":null}""");
        return SendGridErrorReader.Read($$"""{"errors":[{{string.Join(',', errors)}}]}""");
    }
}
