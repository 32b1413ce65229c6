using Azure;

namespace EmailCourse.Storage;

/// <summary>What became of a transaction whose answer is known.</summary>
internal abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>All changes were made. <paramref name="ETags"/> are the rows' new versions, in the order of the changes.</summary>
    public sealed record Committed(IReadOnlyList<ETag> ETags) : CommitResult;

    /// <summary>Nothing was changed: a row was not as expected (there already, gone, or another version).
    /// <paramref name="Index"/> is the position of the change that failed, where the service said so.</summary>
    public sealed record Conflict(int? Index) : CommitResult;
}
