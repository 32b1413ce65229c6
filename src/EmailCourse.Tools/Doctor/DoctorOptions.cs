using System.Net;

namespace EmailCourse.Tools.Doctor;

/// <summary>The deployment to inspect.</summary>
/// <param name="Site">The site's address: https, or http on this machine.</param>
/// <param name="Domain">The domain the mails come from.</param>
/// <param name="ReturnPath">
/// The name that SendGrid's own SPF record stands under, such as <c>em1234.example.org</c>; <see langword="null"/> when the
/// domain's own record names SendGrid.
/// </param>
/// <param name="DkimSelectors">The names of the DKIM keys.</param>
/// <param name="Senders">The addresses the mails come from.</param>
/// <param name="Resolver">The DNS resolver to ask; <see langword="null"/> for those of this machine.</param>
internal sealed record DoctorOptions(
    Uri Site,
    string Domain,
    string? ReturnPath,
    IReadOnlyList<string> DkimSelectors,
    IReadOnlyList<string> Senders,
    IPEndPoint? Resolver
);
