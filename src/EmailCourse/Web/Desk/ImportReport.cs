using System.Globalization;
using EmailCourse.Lists;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Web.Desk;

/// <summary>Collects for a page what becomes of the rows of a list.</summary>
internal sealed class ImportReport : IImportProgress
{
    private const int Shown = 1000;

    private readonly List<DeskImportLine> _lines = [];
    private int _more;

    public void NotTaken(int line, string reason)
    {
        if (_lines.Count < Shown)
        {
            _lines.Add(new(line, reason));
        }
        else
        {
            _more++;
        }
    }

    public void Advance(long bytes, int rows) { }

    public DeskImport Create(ImportTotals totals, bool isDone, IEnumerable<string> otherColumns) =>
        new(
            isDone,
            totals.Taken,
            Number(totals.Rows),
            Number(totals.Taken),
            Number(totals.TakenBefore),
            Number(totals.LeftOut),
            _lines
        )
        {
            MoreLines = _more,
            NotRead = string.Join(", ", otherColumns),
        };

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
