using EmailCourse.BrowserTests.Browsing;
using EmailCourse.Local.Startup;
using EmailCourse.Tools.Preview;
using Xunit;

namespace EmailCourse.BrowserTests;

/// <summary>The first lesson, greeting people with the names people have.</summary>
public sealed class NameTests(Browser browser) : IDisposable
{
    private readonly CoursePreview _preview = CoursePreview.Open(Path.Combine(RepositoryRoot.Find(), "lessons"));

    public void Dispose() => _preview.Dispose();

    [Theory]
    [InlineData("name-none")]
    [InlineData("name-arabic")]
    [InlineData("name-long")]
    public async Task A_greeting_fits_on_a_small_telephone(string mail)
    {
        await using var visit = await browser.VisitAsync(width: 320);
        await visit.Page.SetContentAsync(HtmlOf(mail));

        Assert.InRange(await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 0, 320);
    }

    [Fact]
    public async Task The_comma_after_an_Arabic_name_stands_at_the_end_of_the_greeting()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SetContentAsync(HtmlOf("name-arabic"));

        var order = await visit
            .Page.GetByText("Hello")
            .First.EvaluateAsync<double[]>(
                """
                greeting => {
                  const text = greeting.firstChild;
                  const left = character => {
                    const range = document.createRange();
                    const at = text.data.indexOf(character);
                    range.setStart(text, at);
                    range.setEnd(text, at + 1);
                    return range.getBoundingClientRect().left;
                  };
                  return ['H', 'د', 'م', ','].map(left);
                }
                """
            );

        Assert.Equal(order.Order(), order);
    }

    private string HtmlOf(string mail) => _preview.Mails().Single(item => item.Name == mail).Html;
}
