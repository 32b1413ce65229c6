using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// The proof of consent: when it was given, to which version of the wording, and a keyed fingerprint of the network address.
/// <c>SignUpValidator</c> makes it; of a repeated sign-up, <c>SignUp</c> decides which proof stays.
/// </summary>
internal sealed record Consent(Instant At, string WordingVersion, string NetworkFingerprint);
