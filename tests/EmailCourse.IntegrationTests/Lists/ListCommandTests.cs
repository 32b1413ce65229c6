using System.Diagnostics;
using System.Text;
using System.Text.Json;
using EmailCourse.Schedule;
using EmailCourse.Subscribers;
using EmailCourse.TestRuns;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Lists;

/// <summary>The operator's commands about whole lists: <c>import</c> and <c>export-all</c>.</summary>
public sealed class ListCommandTests
{
    private const string Header = "email,first_name,time_zone,hour,consent_at,consent_wording";
    private const string Rest = "Europe/Berlin,8,2025-03-27T18:30:00+01:00,\"Yes, please.\"";

    [Fact]
    public async Task Good_rows_are_taken_and_each_other_row_is_explained_by_its_line()
    {
        using var folder = await ListFolder.CreateAsync();
        await folder.WriteAsync(
            $"""
            {Header}
            ana@example.org,Ana,{Rest}
            not an address,Bo,{Rest}
            cy@example.org,Cy,Europe/Berlin,25,2025-03-27T18:30:00Z,Yes

            dee@example.org,"Dee",Mars/Olympus,,2999-01-01T00:00:00Z,
            "two
            lines@example.org",Eve,{Rest}
            ANA@example.org,Ana,{Rest}
            abuse@example.org,,{Rest}
            fay@example.org,Fay,Europe/Berlin,8,27.3.2025,Yes
            gus@example.org,Gus,Europe/Berlin,8,2025-03-27T18:30:00Z,Yes, please
            hal@example.org,Hal "the",{Rest}
            ida@example.org,Ida,{Rest}
            """
        );

        var shown = await folder.ImportAsync();

        Assert.Equal((1, ""), (shown.ExitCode, shown.Errors));
        Assert.Collection(
            Lines(shown.Output),
            line => Assert.StartsWith("line 3: email: ", line, StringComparison.Ordinal),
            line => Assert.Equal("line 4: hour: '25' is no full hour from 0 to 23.", line),
            line =>
                Assert.Equal(
                    "line 6: time_zone: 'Mars/Olympus' is no time zone. Write it like Europe/Berlin. "
                        + "hour: '' is no full hour from 0 to 23. "
                        + "consent_at: 2999-01-01T00:00:00Z has not come yet. Correct the time. "
                        + "consent_wording: There is none. Give the sentence they agreed to.",
                    line
                ),
            line => Assert.StartsWith("line 7: email: ", line, StringComparison.Ordinal),
            line => Assert.Equal("line 9: email: The same address is in line 2.", line),
            line => Assert.StartsWith("line 10: email: An address like abuse@ ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("line 11: consent_at: '27.3.2025' is no time.", line, StringComparison.Ordinal),
            line => Assert.StartsWith("line 12: there are 7 fields and 6 columns.", line, StringComparison.Ordinal),
            line => Assert.StartsWith("line 13: a quotation mark is misplaced.", line, StringComparison.Ordinal),
            line => Assert.Equal("Rows: 11. Would be taken: 2. Take the course already: 0. Left out: 9.", line),
            line => Assert.Equal("Nothing was changed. Add --yes to import them.", line)
        );
        Assert.Empty(await folder.RowsAsync());

        var taken = await folder.ImportAsync("--yes");
        Assert.Contains("Rows: 11. Taken: 2. Take the course already: 0. Left out: 9.", taken.Output, StringComparison.Ordinal);
        var ana = await folder.FindAsync("ana@example.org");
        Assert.Equal(new Consent(Instant.FromUtc(2025, 3, 27, 17, 30), "Yes, please.", ""), ana.Consent);
        Assert.Equal(("Ana", SubscriberState.Active), (ana.Recipient.FirstName.Value, ana.State));
        Assert.Equal(8, ana.Progress.Due!.Value.At.InZone(TimeZones.Find("Europe/Berlin")!).Hour);

        var again = await folder.ImportAsync("--yes");
        Assert.Contains("line 2: Takes the course already.", again.Output, StringComparison.Ordinal);
        Assert.Contains("Taken: 0. Take the course already: 2. Left out: 9.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_s_own_spelling_is_understood()
    {
        using var folder = await ListFolder.CreateAsync();
        await File.WriteAllTextAsync(
            folder.File,
            "Consent_At;Consent_Wording;Hour;Time_Zone;Email;Notes\r\n"
                + "2025-03-27T18:30:00Z;\"Ja, gern; \"\"jeden\"\" Tag.\r\nImmer.\";7;Europe/Vienna;ana@example.org;x\r\n"
                + ";;;;;\r\n",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
            TestContext.Current.CancellationToken
        );

        var result = await folder.ImportAsync("--yes");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(
            [
                "Not read: notes.",
                "Rows: 1. Taken: 1. Take the course already: 0. Left out: 0.",
                "Each begins at their next hour.",
            ],
            Lines(result.Output)
        );
        Assert.Equal("Ja, gern; \"jeden\" Tag.\r\nImmer.", (await folder.FindAsync("ana@example.org")).Consent!.Wording);
    }

    public static TheoryData<byte[], string> BadFiles { get; } =
        new()
        {
            { [], "is empty. Its first line names the columns" },
            {
                Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Header)).ToArray(),
                "Save the list as 'CSV UTF-8'"
            },
            { Encoding.BigEndianUnicode.GetBytes(Header), "Save the list as 'CSV UTF-8'" },
            { Encoding.UTF8.GetBytes("name,mail\nAna,ana@example.org\n"), "line 1: there is no column email, time_zone, hour, " },
            { Encoding.UTF8.GetBytes(Header + ",Email\n"), "line 1: the column 'email' is there twice" },
            { Encoding.UTF8.GetBytes($"\"{Header}\n{new string('x', 30_000)}"), "line 1: there is no column" },
        };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_file_that_is_no_list_is_refused_with_what_to_do(byte[] file, string explanation)
    {
        using var folder = await ListFolder.CreateAsync();
        await File.WriteAllBytesAsync(folder.File, file, TestContext.Current.CancellationToken);

        var result = await folder.ImportAsync("--yes");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(explanation, result.Errors, StringComparison.Ordinal);
        Assert.Single(Lines(result.Errors));
    }

    [Fact]
    public async Task A_folder_and_a_missing_file_are_refused_with_what_to_do()
    {
        using var folder = await ListFolder.CreateAsync();

        var missing = await folder.ImportAsync();
        Assert.Equal((1, $"There is no file {folder.File}."), (missing.ExitCode, missing.Errors.Trim()));

        Directory.CreateDirectory(folder.File);
        var isFolder = await folder.ImportAsync();
        Assert.Equal((1, $"{folder.File} is a folder. Name the CSV file in it."), (isFolder.ExitCode, isFolder.Errors.Trim()));
    }

    [Fact]
    public async Task A_letter_in_another_encoding_and_a_quotation_mark_left_open_are_found_at_their_line()
    {
        using var folder = await ListFolder.CreateAsync();
        await File.WriteAllBytesAsync(
            folder.File,
            [
                .. Encoding.UTF8.GetBytes($"{Header}\nana@example.org,Ana,{Rest}\nbo@example.org,"),
                .. Encoding.Latin1.GetBytes("Béa"),
                .. Encoding.UTF8.GetBytes($",{Rest}\ncy@example.org,\"Cy,{Rest.Replace("\"", "", StringComparison.Ordinal)}\n"),
                .. Enumerable.Repeat("dee@example.org,Dee,Europe/Berlin,8\n", 2000).SelectMany(Encoding.UTF8.GetBytes),
            ],
            TestContext.Current.CancellationToken
        );

        var result = await folder.ImportAsync("--yes");

        Assert.Equal(1, result.ExitCode);
        Assert.Collection(
            Lines(result.Output),
            line => Assert.Equal("line 3: a letter is not written in UTF-8. Save the list as 'CSV UTF-8'.", line),
            line => Assert.StartsWith("line 4: a field has more than 20000 characters: ", line, StringComparison.Ordinal),
            line => Assert.Equal("Rows: 3. Taken: 1. Take the course already: 0. Left out: 2.", line),
            _ => { }
        );
    }

    [Fact]
    public async Task What_was_exported_comes_back_the_same_and_only_who_takes_the_course()
    {
        using var folder = await ListFolder.CreateAsync();
        await folder.WriteAsync(
            $"{Header},pace\n"
                + $"ana@example.org,-Ana,{Rest},Weekly\n"
                + "+bo@example.org,\"O'Bo\",Asia/Kolkata,23,2024-02-29T01:02:03.1234567Z,\"=1+1, \"\"yes\"\"\nwe can \",\n"
                + "cy@example.org,,America/New_York,0,2024-02-29T01:02:03Z,'-no,Weekdays\n"
        );
        Assert.Equal(0, (await folder.ImportAsync("--yes")).ExitCode);
        var exported = (await folder.ExportAsync()).Output;

        Assert.Contains("\r\n'+bo@example.org,", exported, StringComparison.Ordinal);
        Assert.Contains("\"'=1+1, \"\"yes\"\"\nwe can \"", exported, StringComparison.Ordinal);
        Assert.Contains(",'-Ana,", exported, StringComparison.Ordinal);
        using var other = await ListFolder.CreateAsync();
        await other.WriteAsync(
            exported
                + $"stopped@example.org,,Europe/Berlin,8,Daily,2024-02-29T01:02:03Z,Yes,Unsubscribed,2024-02-29T01:02:03Z,3\r\n"
        );
        var taken = await other.ImportAsync("--yes");
        Assert.Contains(
            "state: 'Unsubscribed' is left out: only who takes the course (Active) is imported.",
            taken.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("Taken: 3. ", taken.Output, StringComparison.Ordinal);
        foreach (var email in new[] { "ana@example.org", "+bo@example.org", "cy@example.org" })
        {
            var (before, after) = (await folder.FindAsync(email), await other.FindAsync(email));
            Assert.Equal(before.Consent, after.Consent);
            Assert.Equal(before.Recipient.Email, after.Recipient.Email);
            Assert.Equal(before.Recipient.Details, after.Recipient.Details);
        }
    }

    [Fact]
    public async Task Json_lines_hold_all_that_is_stored_of_each()
    {
        using var folder = await ListFolder.CreateAsync();
        await folder.WriteAsync($"{Header}\nana@example.org,Ana,{Rest}\nbo@example.org,Bo,{Rest}\n");
        await folder.ImportAsync("--yes");

        var lines = Lines((await folder.ExportAsync("--format", "jsonl")).Output);

        var emails = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("email").GetString());
        Assert.Equal(["ana@example.org", "bo@example.org"], emails.Order());
        Assert.All(lines, line => Assert.Contains("\"wording\":\"Yes, please.\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_that_was_killed_and_run_again_comes_to_the_same_as_once()
    {
        const int People = 25_000;
        using var folder = await ListFolder.CreateAsync();
        var rows = Enumerable.Range(0, People).Select(number => $"reader{number}@example.org,,{Rest}\n");
        await folder.WriteAsync($"{Header}\n{string.Concat(rows)}");
        await KillAfterTheFirstLineAsync(folder);
        var taken = Subscribers(await folder.RowsAsync());
        Assert.InRange(taken, 1, People - 1);

        var again = await folder.ImportAsync("--yes");

        Assert.Equal(0, again.ExitCode);
        Assert.Contains(
            $"Rows: 25,000. Taken: {People - taken:N0}. Take the course already: {taken:N0}. Left out: 0.",
            again.Output,
            StringComparison.Ordinal
        );
        var stored = await folder.RowsAsync();
        Assert.Equal(People, Subscribers(stored));
        Assert.Equal(People, stored.Count(row => row.RowKey.StartsWith("due~", StringComparison.Ordinal)));
        Assert.Equal(People, stored.Sum(row => row.TryGetValue("Imported", out var count) ? (long)count : 0));
    }

    // The first 10,000 rows are in when it says so.
    private static async Task KillAfterTheFirstLineAsync(ListFolder folder)
    {
        var start = new ProcessStartInfo("dotnet", [ToolsProcess.Program, "import", folder.File, "--data", folder.Data, "--yes"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        Assert.Equal("10,000 rows read.", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static int Subscribers(IEnumerable<Azure.Data.Tables.TableEntity> rows) =>
        rows.Count(row => row.RowKey.StartsWith("subscriber~", StringComparison.Ordinal));

    private static string[] Lines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
