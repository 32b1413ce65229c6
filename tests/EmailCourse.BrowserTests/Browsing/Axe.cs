using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace EmailCourse.BrowserTests.Browsing;

/// <summary>
/// What axe objects to on a page. It is asked in the page itself: the package made for Playwright opens a second page to put
/// frames together, which takes most of a second each time, and nothing of ours has a frame that axe could look into.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <param name="page">As it is now.</param>
    /// <param name="except">Rules that do not apply.</param>
    /// <returns>A line for each element that breaks a rule, or whose contrast axe cannot tell.</returns>
    public static async Task<string[]> ObjectionsAsync(IPage page, params string[] except)
    {
        if (await page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(
            """
            async except => {
              const rules = Object.fromEntries(except.map(id => [id, { enabled: false }]));
              const options = { rules, iframes: false, resultTypes: ['violations', 'incomplete'] };
              const { violations, incomplete } = await axe.run(document, options);
              return [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')]
                .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
            }
            """,
            except
        );
    }
}
