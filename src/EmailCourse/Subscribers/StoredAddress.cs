using Azure;

namespace EmailCourse.Subscribers;

/// <summary>
/// What is stored under the id of an address: a <see cref="Subscriber"/> or, once the address is suppressed, a
/// <see cref="Tombstone"/> in its place.
/// </summary>
internal abstract record StoredAddress
{
    /// <summary>The last batch recorded here, by which a repeated recording recognises itself.</summary>
    public string LastBatch { get; init; } = "";

    public ETag Version { get; init; }
}
