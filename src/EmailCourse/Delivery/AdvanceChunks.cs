using EmailCourse.Subscribers;

namespace EmailCourse.Delivery;

/// <summary>
/// Cuts a batch so that each transaction holds as much as Azure allows: three operations a member and one for the counter, 33 members in
/// 100 operations. The first transaction also marks the batch accepted and the last deletes it, so those two take 32.
/// </summary>
internal static class AdvanceChunks
{
    private const int Inner = 33;
    private const int Outer = 32;

    public static IReadOnlyList<IReadOnlyList<DueRow>> Of(IReadOnlyList<DueRow> dues)
    {
        var first = dues.Take(Outer).ToArray();
        var last = dues.Skip(first.Length).TakeLast(Outer).ToArray();
        var inner = dues.Skip(first.Length).SkipLast(last.Length).Chunk(Inner);
        return [.. new[] { first }.Concat(inner).Append(last).Where(chunk => chunk.Length > 0)];
    }
}
