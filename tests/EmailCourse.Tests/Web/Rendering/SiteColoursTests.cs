using System.Drawing;
using System.Text.RegularExpressions;
using EmailCourse.Linting.Rules;
using Xunit;

namespace EmailCourse.Tests.Web.Rendering;

/// <summary>Every text colour of the pages stands out from every ground it is set on (WCAG 2.2, AA).</summary>
public sealed partial class SiteColoursTests
{
    private static readonly string[][] Schemes =
    [
        .. Root()
            .Matches(File.ReadAllText(Repository.Folder("src/EmailCourse/Web/Assets/site.css")))
            .Select(match => match.Groups[1].Value.Split(';')),
    ];

    [Theory]
    [InlineData("ink", "sheet")]
    [InlineData("ink", "page")]
    [InlineData("ink", "quiet")]
    [InlineData("soft", "sheet")]
    [InlineData("soft", "page")]
    [InlineData("soft", "quiet")]
    [InlineData("accent", "sheet")]
    [InlineData("accent", "page")]
    [InlineData("accent", "quiet")]
    [InlineData("on-accent", "accent")]
    [InlineData("wrong", "sheet")]
    [InlineData("wrong", "quiet")]
    public void Text_stands_out_by_day_and_in_the_dark(string text, string ground) =>
        Assert.All(
            Schemes[..2],
            scheme => Assert.InRange(ContrastRules.Ratio(Colour(scheme, text), Colour(scheme, ground)), 4.5, 21)
        );

    private static Color Colour(string[] scheme, string name) =>
        ColorTranslator.FromHtml(
            scheme.Select(line => line.Split(':', StringSplitOptions.TrimEntries)).Single(pair => pair[0] == $"--{name}")[1]
        );

    [GeneratedRegex(@":root \{([^}]*)\}")]
    private static partial Regex Root();
}
