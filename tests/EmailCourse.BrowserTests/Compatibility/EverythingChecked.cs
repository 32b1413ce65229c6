using System.Text.Json;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using EmailCourse.TestRuns.Emulator;
using EmailCourse.Tools.Preview;
using MimeKit;
using Xunit;

namespace EmailCourse.BrowserTests.Compatibility;

/// <summary>What the tools in <c>tests/email-clients</c> say about every mail and page of the course, asked once.</summary>
public sealed class EverythingChecked : IAsyncLifetime
{
    private readonly string _tools = Path.Combine(RepositoryRoot.Find(), "tests", "email-clients");
    private CoursePreview _preview = null!;
    private IReadOnlyList<PreviewItem> _mails = [];

    internal Findings Findings { get; private set; } = null!;

    /// <summary>The gaps that were looked at and found bearable.</summary>
    internal IReadOnlyList<AcceptedGap> Accepted { get; private set; } = [];

    /// <summary>Every mail as its recipient gets it.</summary>
    internal IEnumerable<(string Name, MimeMessage Message)> Mails => _mails.Select(mail => (mail.Name, mail.Message!));

    public async ValueTask InitializeAsync()
    {
        _preview = CoursePreview.Open(Path.Combine(RepositoryRoot.Find(), "lessons"));
        _mails = _preview.Mails();
        Accepted = Read<AcceptedGap[]>(await File.ReadAllTextAsync(Path.Combine(_tools, "accepted-client-gaps.json")));
        Findings = await CheckAsync();
    }

    public ValueTask DisposeAsync()
    {
        _preview.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Findings> CheckAsync()
    {
        using var folder = new TestFolder();
        new PreviewFolder(folder.Path).Write([.. _mails, .. _preview.Pages()], _preview.Assets);
        await NodePackages.EnsureAsync(
            _tools,
            Path.Combine("html-validate", "package.json"),
            "the tools that look at mails",
            CancellationToken.None
        );
        var ran = await Tool.RunAsync(_tools, "node", ["check.mjs", folder.Path], CancellationToken.None);
        return ran is { ExitCode: 0, Output: var output }
            ? Read<Findings>(output)
            : throw new InvalidOperationException($"Node.js said: {ran?.Output ?? "nothing, for it was not found"}");
    }

    /// <summary>The classes that share it.</summary>
    [CollectionDefinition]
    public sealed class Once : ICollectionFixture<EverythingChecked>;

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!;
}

/// <param name="Looked">The files looked at.</param>
/// <param name="Gaps">What some mail program does not, or not fully, show.</param>
/// <param name="Mistakes">What is no sound HTML.</param>
internal sealed record Findings(string[] Looked, Gap[] Gaps, Mistake[] Mistakes);

internal sealed record Gap(string File, string Level, string Feature, string Client, string[] Notes);

internal sealed record Mistake(string File, int Line, string Rule, string Message);

internal sealed record AcceptedGap(string Level, string Feature, string[] Clients, string Reason);
