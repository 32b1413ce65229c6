using Xunit;

namespace EmailCourse.BrowserTests.Compatibility;

/// <summary>What a spam filter thinks of the words and the make of every mail.</summary>
[Collection<EverythingChecked.Once>]
public sealed class SpamTests(EverythingChecked everything)
{
    // It calls spam what reaches 5.
    private const double Most = 1.5;

    [Fact]
    public async Task No_mail_looks_like_spam()
    {
        var mails = everything.Mails.ToList();

        var verdicts = await SpamAssassin.JudgeAsync(mails.Select(mail => mail.Message));

        Assert.Equal(mails.Count, verdicts.Count);
        Assert.Empty(
            mails.Zip(verdicts).Where(each => each.Second.Score >= Most).Select(each => $"{each.First.Name}: {each.Second}")
        );
    }

    [Fact]
    public async Task The_filter_knows_spam_when_it_sees_it()
    {
        using var spam = new MimeKit.MimeMessage
        {
            Subject = "Test",
            Body = new MimeKit.TextPart { Text = SpamAssassin.KnownSpam },
        };

        Assert.True((await SpamAssassin.JudgeAsync([spam])).Single().Score > 100);
    }
}
