namespace EmailCourse.Course;

/// <summary>Addresses that nobody can sign up with, all in lower case.</summary>
/// <param name="ReservedNames">What stands before the @ of addresses of offices and machines (RFC 2142).</param>
/// <param name="DisposableDomains">Domains whose mailboxes last for hours.</param>
internal sealed record RefusedAddresses(IReadOnlySet<string> ReservedNames, IReadOnlySet<string> DisposableDomains);
