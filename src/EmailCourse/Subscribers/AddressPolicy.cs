using EmailCourse.Course;
using EmailCourse.Telemetry;

namespace EmailCourse.Subscribers;

/// <summary>Decides by the lists of the course which addresses cannot be signed up. Whoever is subscribed stays so.</summary>
internal sealed class AddressPolicy(CourseContent course)
{
    private readonly RefusedAddresses _refused = course.RefusedAddresses;

    /// <summary>Returns why an address is not taken, as the metric and as a person is told, or null if it is.</summary>
    public (string Reason, string Problem)? ObjectionTo(EmailAddress address)
    {
        // Without what follows a plus: the mail lands with the same people.
        var name = address.Mailbox[..address.Mailbox.LastIndexOf('@')];
        if (_refused.ReservedNames.Contains(name))
        {
            return (
                FormRefusal.ReservedName,
                $"An address like {name}@ belongs to an office and not to one person. Please use an email address of your own."
            );
        }

        return DisposableDomainOf(address.Domain) is { } domain
            ? (
                FormRefusal.DisposableDomain,
                $"Mailboxes at {domain} last for hours, and a course takes weeks. Please use an email address that you keep."
            )
            : null;
    }

    // mail.trash.example.org, trash.example.org, example.org, org.
    private string? DisposableDomainOf(string domain)
    {
        for (var rest = domain; ; rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (_refused.DisposableDomains.Contains(rest))
            {
                return rest;
            }

            if (!rest.Contains('.', StringComparison.Ordinal))
            {
                return null;
            }
        }
    }
}
