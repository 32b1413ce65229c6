using Azure.Data.Tables;
using NodaTime;

namespace EmailCourse.Storage;

/// <summary>Reads the columns of a row as the domain's types.</summary>
internal static class Columns
{
    /// <summary>Reads an instant that every such row has.</summary>
    /// <exception cref="FormatException">The row has no such column, or it holds something else: this program did not write
    /// it.</exception>
    public static Instant GetInstant(this TableEntity row, string column) =>
        row.FindInstant(column) ?? throw new FormatException($"Row {row.RowKey} has no instant in column {column}.");

    /// <summary>Reads an instant that a row may have; <see langword="null"/> where it has none.</summary>
    public static Instant? FindInstant(this TableEntity row, string column) =>
        row.GetDateTimeOffset(column) is { } time ? Instant.FromDateTimeOffset(time) : null;
}
