using Azure;

namespace EmailCourse.Storage;

/// <summary>What became of a transaction whose answer is known.</summary>
internal abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>All changes were made.</summary>
    /// <param name="Versions">The new version of each row that was written, by row key.</param>
    public sealed record Committed(IReadOnlyDictionary<string, ETag> Versions) : CommitResult
    {
        /// <summary>The new version of a row of the transaction.</summary>
        /// <exception cref="KeyNotFoundException">The transaction did not write that row.</exception>
        public ETag VersionOf(string rowKey) => Versions[rowKey];
    }

    /// <summary>Nothing was changed: a row was not as expected (there already, gone, or of another version).</summary>
    /// <param name="RowKey">The row that was not as expected; <see langword="null"/> where the service did not say.</param>
    public sealed record Conflict(string? RowKey) : CommitResult;
}
