namespace EmailCourse.Storage;

/// <summary>
/// Row keys from <paramref name="From"/>, inclusive, to <paramref name="Before"/>, exclusive, in ordinal order as in Azure.
/// </summary>
internal readonly record struct RowRange(string From, string Before)
{
    public bool Contains(string rowKey) => string.CompareOrdinal(From, rowKey) <= 0 && string.CompareOrdinal(rowKey, Before) < 0;

    /// <summary>The smallest key after <paramref name="rowKey"/> that a row can have.</summary>
    public static string After(string rowKey) => rowKey + "\u0001";

    /// <summary>Every key that begins with <paramref name="prefix"/>, which may not end in U+FFFF.</summary>
    public static RowRange StartingWith(string prefix) => new(prefix, prefix[..^1] + (char)(prefix[^1] + 1));
}
