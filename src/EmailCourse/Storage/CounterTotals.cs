using Azure.Data.Tables;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Storage;

/// <summary>The counts in one row <c>stats~{date}~{topic}</c>. A day and topic may have several rows, to be added up.</summary>
internal sealed record CounterTotals(LocalDate Day, string Topic, IReadOnlyDictionary<string, long> Counts)
{
    public static RowRange All { get; } = RowRange.StartingWith("stats~");

    public static CounterTotals FromRow(TableEntity row) =>
        new(
            LocalDatePattern.Iso.Parse(row.RowKey.Split('~')[1]).Value,
            row.RowKey.Split('~')[2],
            row.Where(property => property.Value is long).ToDictionary(property => property.Key, property => (long)property.Value)
        );
}
