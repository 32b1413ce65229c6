using NodaTime;

namespace EmailCourse.Subscribers;

/// <summary>
/// The proof of consent, kept from the moment in which somebody confirmed by the button of the mail, or brought along by an
/// imported list.
/// </summary>
/// <param name="Wording">The sentence itself, as it stood on the page with the button.</param>
/// <param name="NetworkFingerprint">
/// A keyed fingerprint of the network address that the button was pressed from; empty if a list was imported.
/// </param>
internal sealed record Consent(Instant At, string Wording, string NetworkFingerprint);
