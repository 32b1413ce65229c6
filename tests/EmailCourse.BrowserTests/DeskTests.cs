using System.Text;
using EmailCourse.BrowserTests.Browsing;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace EmailCourse.BrowserTests;

/// <summary>The pages of the desk that ask and do something, in a browser and by its keys alone.</summary>
public sealed class DeskTests(Browser browser, EverythingShown shown) : IClassFixture<EverythingShown>
{
    [Fact]
    public async Task The_keyboard_goes_through_a_reader_s_page_in_the_order_it_is_read()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await shown.ShowAsync("desk reader", page);

        var stops = new List<string>();
        while (stops.Count < 30 && !stops.Contains("Erase"))
        {
            await page.Keyboard.PressAsync("Tab");
            stops.Add(await page.Locator(":focus").EvaluateAsync<string>("element => element.id || element.textContent.trim()"));
        }

        Assert.Equal("Skip to the page", stops[0]);
        Assert.Equal(["Overview", "Readers", "Lists"], stops.SkipWhile(stop => stop != "Overview").Take(3));
        Assert.Equal(
            ["email", "Look it up", "Send the last lesson once more", "Stop the emails", "sure-erase", "Erase"],
            stops.SkipWhile(stop => stop != "email")
        );
    }

    [Fact]
    public async Task What_was_done_is_told_where_the_reader_of_the_screen_is()
    {
        await using var visit = await browser.VisitAsync();

        await shown.ShowAsync("desk reader after an act", visit.Page);

        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Nothing_is_erased_without_the_box_by_a_browser_that_checks_forms()
    {
        await using var visit = await browser.VisitAsync();
        await shown.ShowAsync("desk reader", visit.Page);
        var before = visit.Page.Url;

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Erase" }).ClickAsync();

        await Expect(visit.Page.Locator("#sure-erase")).ToBeFocusedAsync();
        Assert.Equal(before, visit.Page.Url);
    }

    [Fact]
    public async Task A_list_is_chosen_as_a_file_looked_at_mended_and_imported()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await shown.ShowAsync("desk lists", page);
        await page.GetByLabel("A CSV file")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "readers.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(
                        "email,time_zone,hour,consent_at,consent_wording\r\n"
                            + "brought@example.org,Europe/Berlin,25,2026-01-31T18:30:00Z,Yes\r\n"
                    ),
                }
            );
        await page.GetByRole(AriaRole.Button, new() { Name = "Look first" }).ClickAsync();
        await Expect(page.GetByText("'25' is no full hour")).ToBeVisibleAsync();

        var text = page.GetByLabel("The list as it was read");
        await text.FillAsync((await text.InputValueAsync()).Replace(",25,", ",5,", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Look again" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 person" }).ClickAsync();

        await Expect(page.GetByText("Taken: 1.")).ToBeVisibleAsync();
    }
}
