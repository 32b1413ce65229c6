using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace EmailCourse.Lists;

/// <summary>
/// Reads a list in CSV (RFC 4180) row by row. Columns may be parted by semicolons or tabs too, as spreadsheets write them.
/// </summary>
internal sealed class ListReader : IDisposable
{
    // A quotation mark that nobody closes would otherwise make one field of the rest of the file.
    private const int LongestField = 20_000;
    private const int Probe = 4096;

    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly Stream _stream;
    private readonly CsvParser _parser;
    private readonly Dictionary<string, int> _columns = [];
    private bool _hasBadQuotes;
    private bool _isOver;

    /// <param name="stream">UTF-8, with or without a mark of it; closed with the reader.</param>
    /// <param name="name">How messages call the list.</param>
    /// <exception cref="ListException">It cannot be read as a list; the message says what to do.</exception>
    public ListReader(Stream stream, string name)
    {
        _stream = stream;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = SeparatorIn(FirstLine(stream, name)),
            BadDataFound = _ => _hasBadQuotes = true,
            // An empty line counts in the number of the line after it.
            IgnoreBlankLines = false,
            MaxFieldSize = LongestField,
        };
        _parser = new CsvParser(new StreamReader(stream, Encoding.UTF8), configuration);
        _columns = ReadHeader(name);
    }

    /// <summary>How many bytes have been read.</summary>
    public long Position => _stream.Position;

    /// <summary>The columns that nobody reads.</summary>
    public IEnumerable<string> OtherColumns => _columns.Keys.Except(ListColumns.Read);

    /// <summary>Every row but empty ones, once.</summary>
    public IEnumerable<ListRow> Rows()
    {
        while (!_isOver && Next() is { } row)
        {
            if (row.Problem is not null || row.Fields.Any(field => field.Length > 0))
            {
                yield return row;
            }
        }
    }

    public void Dispose() => _parser.Dispose();

    private ListRow? Next()
    {
        var line = _parser.RawRow + 1;
        _hasBadQuotes = false;
        try
        {
            return _parser.Read() ? new ListRow(line, _columns, _parser.Record!, ProblemOf(_parser.Record!, line)) : null;
        }
        catch (MaxFieldSizeException)
        {
            _isOver = true;
            return new ListRow(
                line,
                _columns,
                [],
                $"a field has more than {LongestField} characters: most likely a quotation mark is opened here and never "
                    + "closed. Nothing from here on was read; close it and run this again."
            );
        }
    }

    private string? ProblemOf(string[] fields, int line)
    {
        var upTo = _parser.RawRow > line ? $" The row goes on to line {_parser.RawRow}." : "";
        return _hasBadQuotes
                ? $"a quotation mark is misplaced. Put the field into quotation marks, and double those inside it.{upTo}"
            : fields.All(field => field.Length == 0) || fields.Length == _columns.Count ? NotUtf8(fields)
            : $"there are {fields.Length} fields and {_columns.Count} columns. Put a field with the sign that parts columns into "
                + $"quotation marks.{upTo}";
    }

    private static string? NotUtf8(string[] fields) =>
        fields.Any(field => field.Contains('\uFFFD', StringComparison.Ordinal))
            ? "a letter is not written in UTF-8. Save the list as 'CSV UTF-8'."
            : null;

    private Dictionary<string, int> ReadHeader(string name)
    {
        var names = (Next()?.Fields ?? []).Select(column => column.Trim().ToLowerInvariant()).ToList();
        var problem =
            names.FirstOrDefault(column => names.Count(each => each == column) > 1) is { } twice
                ? $"the column '{twice}' is there twice"
            : ListColumns.Required.Except(names).ToList() is { Count: > 0 } missing
                ? $"there is no column {string.Join(", ", missing)}"
            : null;
        return problem is null
            ? names.Index().ToDictionary(each => each.Item, each => each.Index)
            : throw new ListException(
                $"{name}, line 1: {problem}. The first line names the columns, in any order: "
                    + $"{string.Join(", ", ListColumns.Required)}; if you have them {ListColumns.FirstName}, {ListColumns.Pace}."
            );
    }

    private static string FirstLine(Stream stream, string name)
    {
        var bytes = new byte[Probe];
        var text = bytes.AsSpan(0, stream.ReadAtLeast(bytes, Probe, throwOnEndOfStream: false));
        stream.Position = 0;
        if (text.Length == 0)
        {
            throw new ListException(
                $"{name} is empty. Its first line names the columns: {string.Join(", ", ListColumns.Required)}."
            );
        }

        // UTF-16 and UTF-32 have such a byte in nearly every letter, or begin with such a mark.
        if (text.Contains((byte)0) || text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new ListException(
                $"{name} is not written in UTF-8 but in UTF-16, or is no text at all. Save the list as 'CSV UTF-8': in Excel by "
                    + "'Save as', in LibreOffice by the character set beside 'Save'."
            );
        }

        return Encoding.UTF8.GetString(text).Split('\n')[0];
    }

    private static string SeparatorIn(string header) =>
        Separators.MaxBy(separator => header.Count(letter => letter == separator)).ToString();
}
