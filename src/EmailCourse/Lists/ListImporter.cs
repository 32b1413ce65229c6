using System.Buffers.Binary;
using System.Globalization;
using EmailCourse.Subscribers;

namespace EmailCourse.Lists;

/// <summary>What became of the rows of a list.</summary>
/// <param name="Taken">Who was not known.</param>
/// <param name="TakenBefore">Who takes the course already.</param>
/// <param name="LeftOut">Rows that must not be taken, or cannot be read.</param>
internal readonly record struct ImportTotals(int Taken, int TakenBefore, int LeftOut)
{
    public int Rows => Taken + TakenBefore + LeftOut;
}

/// <summary>Imports a list page by page, and says of each row that is not taken why.</summary>
/// <param name="handle">Imports people, or looks what would become of them.</param>
internal sealed class ListImporter(
    ListRowParser parser,
    Func<IReadOnlyList<ImportedPerson>, Task<ImportOutcome[]>> handle,
    IImportProgress progress
)
{
    private const int PageRows = 1000;

    // Sixteen bytes a person are all that is kept of the rows before.
    private readonly Dictionary<UInt128, int> _lines = [];
    private ImportTotals _totals;

    public async Task<ImportTotals> RunAsync(ListReader list, CancellationToken cancellationToken)
    {
        foreach (var page in list.Rows().Chunk(PageRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RunAsync(page);
            progress.Advance(list.Position, _totals.Rows);
        }

        return _totals;
    }

    private async Task RunAsync(ListRow[] page)
    {
        var read = page.Select(row => (row.Line, Result: Read(row))).ToList();
        var outcomes = await handle([.. read.Select(row => row.Result.Person).OfType<ImportedPerson>()]);
        var next = 0;
        foreach (var (line, (person, problem)) in read)
        {
            Report(line, person is null ? ImportOutcome.Undecided : outcomes[next++], problem);
        }
    }

    private (ImportedPerson? Person, string? Problem) Read(ListRow row)
    {
        if (row.Problem is { } unreadable)
        {
            return (null, unreadable);
        }

        var (person, problems) = parser.Parse(row);
        if (person is null)
        {
            return (null, problems);
        }

        var id = BinaryPrimitives.ReadUInt128BigEndian(person.Recipient.Id.ToBytes());
        return _lines.TryAdd(id, row.Line)
            ? (person, null)
            : (
                null,
                string.Create(CultureInfo.InvariantCulture, $"{ListColumns.Email}: The same address is in line {_lines[id]}.")
            );
    }

    private void Report(int line, ImportOutcome outcome, string? problem)
    {
        _totals =
            problem is not null ? _totals with { LeftOut = _totals.LeftOut + 1 }
            : outcome == ImportOutcome.Taken ? _totals with { Taken = _totals.Taken + 1 }
            : outcome == ImportOutcome.TakenBefore ? _totals with { TakenBefore = _totals.TakenBefore + 1 }
            : _totals with { LeftOut = _totals.LeftOut + 1 };
        if ((problem ?? Reason(outcome)) is { } reason)
        {
            progress.NotTaken(line, reason);
        }
    }

    private static string? Reason(ImportOutcome outcome) =>
        outcome switch
        {
            ImportOutcome.Taken => null,
            ImportOutcome.TakenBefore => "Takes the course already.",
            ImportOutcome.Undecided => "Has been asked to confirm. Only they can.",
            ImportOutcome.Stopped => "Has stopped. Only they can begin again, by the form.",
            ImportOutcome.MovedAway => "The course of this address went to another one.",
            ImportOutcome.Suppressed => "The address must not be mailed any more.",
            ImportOutcome.MailboxClosed => "The owner of this mailbox wants no mail they did not ask for.",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
        };
}
