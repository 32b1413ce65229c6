using System.Net;
using System.Text.RegularExpressions;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Writing;

/// <summary>A running course whose author sits at the writing table: saves files, reads pages, and hears what changed.</summary>
internal sealed partial class WritingTable : IAsyncDisposable
{
    private readonly StreamReader _events;
    private string _version = "";

    private WritingTable(LocalRun run, StreamReader events) => (Run, _events) = (run, events);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public LocalRun Run { get; }

    public string Lessons => Path.Combine(Run.Folder.Path, "lessons");

    public static async Task<WritingTable> OpenAsync() => await OpenAsync(await LocalRun.OfACopyAsync());

    /// <summary>The same with three lessons, of which none is final.</summary>
    public static async Task<WritingTable> OfThreeLessonsAsync() => await OpenAsync(await LocalRun.OfThreeLessonsAsync());

    private static async Task<WritingTable> OpenAsync(LocalRun run)
    {
        var events = new StreamReader(await run.Site.Http.GetStreamAsync("sandbox/write/events", Cancel));
        var table = new WritingTable(run, events);
        await table.ChangeAsync();
        return table;
    }

    public static string PathOf(string file) => $"sandbox/write/text?file={Uri.EscapeDataString(file)}";

    /// <summary>Waits until the course was read again, or could not be.</summary>
    public async Task ChangeAsync()
    {
        var before = _version;
        while (_version == before)
        {
            var line = await _events.ReadLineAsync(Cancel) ?? throw new InvalidOperationException("The events have ended.");
            _version = line.StartsWith("data: ", StringComparison.Ordinal) ? line["data: ".Length..] : _version;
        }
    }

    /// <summary>Reads what is left of the events.</summary>
    public Task<string> EndAsync() => _events.ReadToEndAsync(Cancel);

    public string Words(string file) => File.ReadAllText(Path.Combine(Lessons, file));

    /// <summary>Saves a file as an editor does, and waits until the course has noticed.</summary>
    public async Task SaveAsync(string file, string words)
    {
        await File.WriteAllTextAsync(Path.Combine(Lessons, file), words, Cancel);
        await ChangeAsync();
    }

    public Task<string> ReadAsync(string path) => Run.Site.Http.GetStringAsync(path, Cancel);

    /// <summary>The page of a text, as a person reads it.</summary>
    public async Task<string> PageAsync(string file) => WebUtility.HtmlDecode(await ReadAsync(PathOf(file)));

    /// <summary>What the frame on the page of a text shows.</summary>
    public Task<string> FrameAsync(string file, string on = "phone") =>
        ReadAsync($"sandbox/write/frame?file={Uri.EscapeDataString(file)}&on={on}");

    /// <summary>The version of the folder that the pages show.</summary>
    public async Task<string> VersionAsync() => Version().Match(await ReadAsync("sandbox/write")).Groups[1].Value;

    public async Task<string> FingerprintAsync(string file) => Fingerprint().Match(await ReadAsync(PathOf(file))).Groups[1].Value;

    /// <summary>Sends the form of a text.</summary>
    /// <param name="keep">What the button of a conflict knows; <see langword="null"/> presses another one.</param>
    public async Task<(HttpStatusCode Status, string Page)> PressAsync(
        string file,
        string fingerprint,
        string words,
        string act = "save",
        string? keep = null
    )
    {
        using var form = new FormUrlEncodedContent([
            new("fingerprint", fingerprint),
            new("words", words),
            keep is null ? new("act", act) : new("keep", keep),
        ]);
        using var answer = await Run.Site.PostAsync(PathOf(file), form);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)));
    }

    public async ValueTask DisposeAsync()
    {
        _events.Dispose();
        await Run.DisposeAsync();
    }

    /// <summary>What the button knows that answers a conflict.</summary>
    public static string KeepIn(string page) => Keep().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"keep\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Keep();

    [GeneratedRegex("data-version=\"([^\"]+)\"")]
    private static partial Regex Version();

    [GeneratedRegex("name=\"fingerprint\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Fingerprint();
}
