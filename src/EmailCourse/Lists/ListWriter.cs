using System.Globalization;
using CsvHelper;
using EmailCourse.Subscribers;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Lists;

/// <summary>Writes subscribers as a CSV file (RFC 4180) that an import can read.</summary>
internal sealed class ListWriter : IAsyncDisposable
{
    private readonly CsvWriter _csv;

    /// <param name="output">Stays open.</param>
    public ListWriter(TextWriter output)
    {
        _csv = new CsvWriter(output, CultureInfo.InvariantCulture, leaveOpen: true);
        WriteRow(ListColumns.Written);
    }

    public void Write(Subscriber subscriber)
    {
        var (recipient, consent) = (subscriber.Recipient, subscriber.Consent);
        WriteRow([
            recipient.Email.Value,
            recipient.FirstName.Value,
            recipient.Schedule.Zone.Id,
            recipient.Schedule.Hour.ToString(CultureInfo.InvariantCulture),
            recipient.Schedule.Pace.ToString(),
            Text(consent?.At),
            consent?.Wording ?? "",
            subscriber.State.ToString(),
            Text(subscriber.SignedUpAt),
            subscriber.Progress.Received.Length.ToString(CultureInfo.InvariantCulture),
        ]);
    }

    public async ValueTask DisposeAsync() => await _csv.DisposeAsync();

    private void WriteRow(IEnumerable<string> fields)
    {
        foreach (var field in fields)
        {
            _csv.WriteField(SpreadsheetText.Neutralize(field));
        }

        _csv.NextRecord();
    }

    private static string Text(Instant? at) => at is { } then ? InstantPattern.ExtendedIso.Format(then) : "";
}
