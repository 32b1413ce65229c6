using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EmailCourse.BrowserTests.Installation;
using EmailCourse.TestRuns;
using EmailCourse.TestRuns.Emulator;
using EmailCourse.Tools.Browsing;
using MimeKit;

namespace EmailCourse.BrowserTests.Compatibility;

/// <summary>SpamAssassin with its rules as they ship, without asking the network and without learning.</summary>
internal static partial class SpamAssassin
{
    /// <summary>A text that every filter takes for spam. Source: https://spamassassin.apache.org/gtube/.</summary>
    public const string KnownSpam = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

    private const string Package = "spamassassin";

    // As one from SendGrid arrives; the name is an example, the address one of SendGrid's.
    private const string Received =
        "from o1.mail.example.org (o1.mail.example.org [167.89.12.34]) by mx.example.com (Postfix) with ESMTPS id 4V7X2c "
        + "for <ana@example.com>; ";

    /// <summary>Asks once for all: most of the time goes into reading the rules.</summary>
    public static async Task<IReadOnlyList<SpamVerdict>> JudgeAsync(IEnumerable<MimeMessage> mails)
    {
        using var folder = new TestFolder();
        var box = Path.Combine(folder.Path, "mails.mbox");
        await File.WriteAllTextAsync(box, string.Concat(mails.Select(AsArrived)), Encoding.Latin1);
        var ran = await Tool.RunAsync(
            folder.Path,
            await FindOrInstallAsync(),
            ["-L", "-t", "-x", "--cf=use_bayes 0", "--mbox", box],
            CancellationToken.None
        );
        return ran is { ExitCode: 0, Output: var output }
            ? [.. Status().Matches(output).Select(SpamVerdict.Of)]
            : throw new InvalidOperationException($"SpamAssassin said: {ran?.Output}");
    }

    private static async Task<string> FindOrInstallAsync() =>
        ExecutableFinder.Find(Package)
        ?? (await AptInstaller.TryInstallAsync(Package) ? ExecutableFinder.Find(Package) : null)
        ?? throw new InvalidOperationException(
            $"This test needs SpamAssassin. On Debian and Ubuntu run as root: {AptInstaller.CommandFor(Package)}."
        );

    private static string AsArrived(MimeMessage mail)
    {
        using var raw = new MemoryStream();
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Unix;
        mail.WriteTo(options, raw);
        var text = Encoding.Latin1.GetString(raw.ToArray()).Replace("\nFrom ", "\n>From ", StringComparison.Ordinal);
        var received = Received + MimeKit.Utils.DateUtils.FormatDate(mail.Date);
        return $"From bounces@example.org Fri Mar 27 12:00:00 2026\nReceived: {received}\n{text}\n\n";
    }

    [GeneratedRegex(
        @"^X-Spam-Status: \w+, score=(?<score>-?[\d.]+) required=\S+\s+tests=(?<tests>[A-Z0-9_,\s]+?)\s+autolearn",
        RegexOptions.Multiline
    )]
    private static partial Regex Status();

    /// <param name="Score">From 5 it would be spam.</param>
    /// <param name="Rules">What it was judged by.</param>
    internal sealed record SpamVerdict(double Score, string Rules)
    {
        public static SpamVerdict Of(Match status) =>
            new(double.Parse(status.Groups["score"].Value, CultureInfo.InvariantCulture), status.Groups["tests"].Value);
    }
}
