using Xunit;

namespace EmailCourse.BrowserTests.Compatibility;

/// <summary>Pages are sound HTML of today, mails sound HTML of the kind mail programs understand.</summary>
[Collection<EverythingChecked.Once>]
public sealed class ValidityTests(EverythingChecked everything)
{
    [Fact]
    public void Every_page_and_every_mail_is_sound_HTML() =>
        Assert.Empty(
            everything.Findings.Mistakes.Select(mistake => $"{mistake.File}:{mistake.Line}: {mistake.Rule}: {mistake.Message}")
        );

    [Fact]
    public void Pages_were_looked_at_too() => Assert.Contains("pages/landing-with-errors.html", everything.Findings.Looked);
}
