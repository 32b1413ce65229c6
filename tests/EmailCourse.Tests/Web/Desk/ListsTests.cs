using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Azure.Data.Tables;
using EmailCourse.Audit;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using EmailCourse.Web.Desk;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace EmailCourse.Tests.Web.Desk;

public sealed class ListsTests : IDisposable
{
    private const string Header = "email,time_zone,hour,consent_at,consent_wording";
    private const string Rest = "Europe/Berlin,8,2025-03-27T18:30:00+01:00,\"Yes, please.\"";

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task A_list_is_looked_at_first_and_then_the_same_text_is_taken_with_its_good_rows()
    {
        var list = $"{Header}\nana@example.org,{Rest}\nnobody,{Rest}\nbo@example.org,{Rest}\nana@example.org,{Rest}\n";
        var before = _engine.Snapshot();

        var looked = await UploadAsync(list);

        Assert.Equal(["3", "5"], Lines(looked));
        Assert.Contains("email: The same address is in line 2.", looked.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(before.Except(_engine.Snapshot()));
        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
        Assert.Contains("Import 2 people", looked.Body.TextContent, StringComparison.Ordinal);

        var taken = await SendAsync("import", TextIn(looked), HashIn(looked));

        Assert.Contains("Taken: 2.", taken.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["3", "5"], Lines(taken));
        Assert.Equal("Yes, please.", (await _engine.SubscriberAsync()).Consent!.Wording);
        Assert.Equal(SubscriberState.Active, (await _engine.SubscriberAsync("bo@example.org")).State);

        var again = await SendAsync("import", TextIn(looked), HashIn(looked));
        Assert.Contains("Taken: 0.", again.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_changed_since_is_only_looked_at()
    {
        var looked = await UploadAsync($"{Header}\nana@example.org,{Rest}\n");

        var page = await SendAsync("import", TextIn(looked) + $"bo@example.org,{Rest}\n", HashIn(looked));

        Assert.Contains("The text has changed since you looked.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Import 2 people", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Null(await _engine.FindAsync(_engine.IdOf()));
    }

    [Fact]
    public async Task A_browser_s_line_endings_do_not_count_as_a_change()
    {
        var looked = await UploadAsync($"\uFEFF{Header}\r\nana@example.org,{Rest}\r\n");

        await SendAsync("import", TextIn(looked).ReplaceLineEndings("\r\n"), HashIn(looked));

        Assert.NotNull(await _engine.FindAsync(_engine.IdOf()));
    }

    [Fact]
    public async Task Pasted_text_is_looked_at_like_a_file()
    {
        var page = await SendAsync("look", $"{Header}\nana@example.org,{Rest}");

        Assert.Contains("Import 1 person", page.Body!.TextContent, StringComparison.Ordinal);
    }

    public static TheoryData<byte[], string> BadFiles { get; } =
        new()
        {
            { [], "The list is empty" },
            { [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Header)], "not written in UTF-8 but in UTF-16" },
            { Encoding.UTF8.GetBytes("name,mail\nAna,ana@example.org\n"), "The list, line 1: there is no column email" },
            { Encoding.UTF8.GetBytes($"{Header},Email\n"), "the column 'email' is there twice" },
        };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task What_is_no_list_is_refused_with_what_to_do(byte[] file, string words)
    {
        var answer = await UploadAsync(file);

        Assert.Equal(400, answer.Response.StatusCode);
        var page = new HtmlParser().ParseDocument(answer.Text());
        Assert.Contains(words, page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_in_another_encoding_is_found_at_its_line_and_the_rest_is_taken()
    {
        byte[] file =
        [
            .. Encoding.UTF8.GetBytes($"{Header}\nana@example.org,{Rest}\n"),
            .. Encoding.Latin1.GetBytes($"béa@example.org,{Rest}\n"),
        ];

        var looked = Page(await UploadAsync(file));

        Assert.Equal(["3"], Lines(looked));
        Assert.Contains("a letter is not written in UTF-8", looked.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_a_megabyte_is_taken_and_a_longer_one_is_sent_to_the_command()
    {
        var row = $"x,{Rest},{new string('n', 900)}\n";
        var rows = (ListsEndpoint.MaxListBytes - Header.Length - 100) / row.Length;
        var list = $"{Header},notes\nana@example.org,{Rest},\n{string.Concat(Enumerable.Repeat(row, rows - 1))}";

        var looked = await UploadAsync(list);
        Assert.Equal(1000, Lines(looked).Count);
        Assert.Contains($"And {rows - 1001} more.", looked.Body!.TextContent, StringComparison.Ordinal);
        var taken = await SendAsync("import", TextIn(looked).ReplaceLineEndings("\r\n"), HashIn(looked));
        Assert.Contains("Taken: 1.", taken.Body!.TextContent, StringComparison.Ordinal);

        foreach (var longer in new[] { list + string.Concat(Enumerable.Repeat(row, 5)), new string('x', 50 * 1024 * 1024) })
        {
            var answer = await UploadAsync(Encoding.UTF8.GetBytes(longer));
            Assert.Equal(413, answer.Response.StatusCode);
            Assert.Contains("are for the command “import”", answer.Text(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everybody_is_sent_as_a_list_that_an_import_reads()
    {
        await _engine.BecomeActiveAsync();
        await _engine.BecomeActiveAsync("bo@example.org");

        var answer = await PostAsync(("act", "csv"));

        Assert.Equal("text/csv; charset=utf-8", answer.Response.ContentType);
        Assert.Equal("no-store", answer.Response.Headers.CacheControl);
        Assert.Equal("attachment; filename=\"readers.csv\"", answer.Response.Headers.ContentDisposition);
        using var other = new TestEngine();
        var cookie = await other.SignInAsync();
        var looked = await other.PostAtDeskAsync("DeskLists", cookie, ("act", "look"), ("text", answer.Text()));
        Assert.Contains("Import 2 people", looked.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Or_as_lines_of_all_that_is_stored()
    {
        await _engine.BecomeActiveAsync();

        var answer = await PostAsync(("act", "jsonl"));

        Assert.StartsWith("{\"id\":\"", answer.Text(), StringComparison.Ordinal);
        Assert.Contains("\"wording\":\"Yes, please.\"", answer.Text(), StringComparison.Ordinal);
        Assert.EndsWith("}\n", answer.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_are_sent_piece_by_piece_and_none_is_lost()
    {
        await _engine.CrowdAsync(1500);

        var lines = (await PostAsync(("act", "csv"))).Text().Split("\r\n");

        Assert.Equal(1500 + 2, lines.Length);
        Assert.Equal(1500, lines.Skip(1).SkipLast(1).Select(line => line.Split(',')[0]).Distinct().Count());
    }

    [Fact]
    public async Task More_than_a_hundred_thousand_are_for_the_command()
    {
        foreach (var chunk in Enumerable.Range(0, ListExporter.Most + 1).Chunk(100))
        {
            var transaction = new Transaction(ShardKey.All[chunk[0] / 100 % 16]);
            foreach (var number in chunk)
            {
                transaction.Insert(new TableEntity(ShardKey.All[chunk[0] / 100 % 16].ToString(), $"subscriber~{number:x32}"));
            }

            await transaction.CommitAsync(_engine.Table, TestToken.Current);
        }

        var answer = await PostAsync(("act", "csv"));

        Assert.Equal(409, answer.Response.StatusCode);
        Assert.Contains("There are more than 100,000 people. The command “export-all”", answer.Text(), StringComparison.Ordinal);
        Assert.Empty(await _engine.Get<AuditLog>().ReadLastAsync(50, TestToken.Current));
    }

    [Fact]
    public async Task What_left_or_came_in_lists_stands_in_the_audit()
    {
        await PostAsync(("act", "csv"));
        _engine.Clock.Now += NodaTime.Duration.FromSeconds(1);
        var looked = await UploadAsync($"{Header}\nana@example.org,{Rest}\n");
        await SendAsync("import", TextIn(looked), HashIn(looked));

        Assert.Equal(
            ["Took the people of a list into the course", "Took the list of everybody along as CSV"],
            (await _engine.Get<AuditLog>().ReadLastAsync(50, TestToken.Current)).Select(entry => entry.Act)
        );
    }

    [Fact]
    public async Task Nobody_gets_the_list_without_having_signed_in()
    {
        await _engine.BecomeActiveAsync();

        var answer = await _engine.PostFormAsync("DeskLists", ("act", "csv"));

        Assert.Equal(303, answer.Response.StatusCode);
        Assert.DoesNotContain("ana@", answer.Text(), StringComparison.Ordinal);
    }

    private static List<string> Lines(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("#report ~ .wide-table tbody th").Select(line => line.TextContent)];

    private static string TextIn(IHtmlDocument page) => ((IHtmlTextAreaElement)page.QuerySelector("#again")!).Value;

    private static string HashIn(IHtmlDocument page) => page.QuerySelector("[name=looked]")!.GetAttribute("value")!;

    private static IHtmlDocument Page(HttpContext answer) => new HtmlParser().ParseDocument(answer.Text());

    private async Task<IHtmlDocument> UploadAsync(string list) => Page(await UploadAsync(Encoding.UTF8.GetBytes(list)));

    private Task<DefaultHttpContext> UploadAsync(byte[] file) =>
        SendAsync(form =>
        {
            var content = new ByteArrayContent(file);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            form.Add(content, "file", "readers.csv");
            form.Add(new StringContent("look"), "act");
        });

    private async Task<IHtmlDocument> SendAsync(string act, string text, string looked = "") =>
        Page(
            await SendAsync(form =>
            {
                form.Add(new StringContent(act), "act");
                form.Add(new StringContent(text), "text");
                form.Add(new StringContent(looked), "looked");
            })
        );

    private async Task<DefaultHttpContext> SendAsync(Action<MultipartFormDataContent> fill)
    {
        var cookie = await _engine.SignInAsync();
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(DeskRequests.FormTokenOf(cookie)), DeskGate.FormField);
        fill(form);
        var body = await form.ReadAsByteArrayAsync(TestToken.Current);
        return await _engine.CallAsync(
            "DeskLists",
            context =>
            {
                context.Request.Headers.Cookie = cookie;
                context.Request.ContentType = form.Headers.ContentType!.ToString();
                context.Request.ContentLength = body.Length;
                context.Request.Body = new MemoryStream(body);
            }
        );
    }

    private async Task<DefaultHttpContext> PostAsync(params (string Name, string Value)[] fields) =>
        await _engine.PostAtDeskAsync("DeskLists", await _engine.SignInAsync(), fields);
}
