using EmailCourse.Subscribers;

namespace EmailCourse.Links;

/// <summary>The result of verifying a token. A closed set, to be matched exhaustively.</summary>
internal abstract record LinkVerdict
{
    private LinkVerdict() { }

    /// <summary>Signed by us for this purpose and not expired.</summary>
    /// <param name="Content">What else the link carries; mostly nothing.</param>
    public sealed record Valid(SubscriberId Id, byte[] Content) : LinkVerdict;

    /// <summary>Signed by us for this purpose, and expired.</summary>
    public sealed record Expired : LinkVerdict;

    /// <summary>Malformed, not signed by us, or signed for another purpose.</summary>
    public sealed record Invalid : LinkVerdict;
}
