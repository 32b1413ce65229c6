namespace EmailCourse.Storage;

/// <summary>The rows whose key is at least <paramref name="From"/> and less than <paramref name="Before"/>, compared ordinally as Azure does.</summary>
internal readonly record struct RowRange(string From, string Before)
{
    /// <summary>The key right after <paramref name="rowKey"/>, so that a range can begin behind the last row read.</summary>
    public static string After(string rowKey) => rowKey + "\u0001";

    /// <summary>Every key that begins with <paramref name="prefix"/>, which may not end in U+FFFF.</summary>
    public static RowRange StartingWith(string prefix) => new(prefix, prefix[..^1] + (char)(prefix[^1] + 1));
}
