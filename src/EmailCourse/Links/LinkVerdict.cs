using EmailCourse.Subscribers;

namespace EmailCourse.Links;

/// <summary>What a token turned out to be.</summary>
internal abstract record LinkVerdict
{
    private LinkVerdict() { }

    /// <summary>Ours, for this purpose, in time.</summary>
    public sealed record Valid(SubscriberId Id) : LinkVerdict;

    /// <summary>Ours and for this purpose, but too old.</summary>
    public sealed record Expired : LinkVerdict;

    /// <summary>Not ours, damaged, or for something else.</summary>
    public sealed record Invalid : LinkVerdict;
}
