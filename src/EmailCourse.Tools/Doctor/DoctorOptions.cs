using System.Net;
using EmailCourse.Course;

namespace EmailCourse.Tools.Doctor;

/// <summary>The deployment to inspect.</summary>
/// <param name="Site">The site's address: https, or http on this machine.</param>
/// <param name="Domain">The domain the mails come from.</param>
/// <param name="ReturnPath">
/// The name that SendGrid's own SPF record stands under, such as <c>em1234.example.org</c>; <see langword="null"/> when the
/// domain's own record names SendGrid.
/// </param>
/// <param name="DkimSelectors">The names of the DKIM keys.</param>
/// <param name="Course">The settings of the course, for the addresses the mails come from and its help lines.</param>
/// <param name="Resolver">The DNS resolver to ask; <see langword="null"/> for those of this machine.</param>
internal sealed record DoctorOptions(
    Uri Site,
    string Domain,
    string? ReturnPath,
    IReadOnlyList<string> DkimSelectors,
    CourseSettings Course,
    IPEndPoint? Resolver
)
{
    /// <summary>The addresses the mails come from.</summary>
    public IReadOnlyList<string> Senders => [Course.Sender.Lessons.Address, Course.Sender.Confirmations.Address];
}
