using Xunit;

namespace EmailCourse.BrowserTests.Compatibility;

/// <summary>What caniemail.com knows of Gmail, Outlook, Apple Mail, Yahoo and Samsung, held against every mail.</summary>
[Collection<EverythingChecked.Once>]
public sealed class MailProgramTests(EverythingChecked everything)
{
    [Fact]
    public void No_mail_uses_what_a_mail_program_lacks_unless_that_was_accepted()
    {
        var accepted = Accepted().ToHashSet();

        Assert.Empty(
            everything
                .Findings.Gaps.Where(gap => !accepted.Contains((gap.Level, gap.Feature, gap.Client)))
                .DistinctBy(gap => (gap.Level, gap.Feature, gap.Client))
                .Select(gap => $"{gap.Level}: {gap.Feature} in {gap.Client}, first in {gap.File}. {string.Join(' ', gap.Notes)}")
        );
    }

    [Fact]
    public void Nothing_is_accepted_that_no_longer_occurs() =>
        Assert.Empty(Accepted().Except(everything.Findings.Gaps.Select(gap => (gap.Level, gap.Feature, gap.Client))));

    [Fact]
    public void Whatever_is_accepted_has_a_reason() =>
        Assert.All(everything.Accepted, gap => Assert.EndsWith(".", gap.Reason, StringComparison.Ordinal));

    [Fact]
    public void Every_mail_was_looked_at() =>
        Assert.Superset(
            everything.Mails.Select(mail => $"mails/{mail.Name}.html").ToHashSet(),
            everything.Findings.Looked.ToHashSet()
        );

    private IEnumerable<(string Level, string Feature, string Client)> Accepted() =>
        everything.Accepted.SelectMany(gap => gap.Clients, (gap, client) => (gap.Level, gap.Feature, client));
}
