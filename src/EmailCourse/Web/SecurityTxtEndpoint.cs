using EmailCourse.Course;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Web;

/// <summary>
/// Tells whoever finds a weakness whom to write to: the address that answers to the course's mails reach. Source: RFC 9116.
/// </summary>
internal sealed class SecurityTxtEndpoint(CourseContent course, IClock clock, IOptions<EmailCourseOptions> options)
{
    // RFC 9116, 2.5.5, wants less than a year. A site that still answers vouches for its contact anew.
    private static readonly Duration Validity = Duration.FromDays(30);

    public Task<IResult> Send(HttpContext context)
    {
        var settings = course.Settings;
        var expires = InstantPattern.General.Format(clock.GetCurrentInstant() + Validity);
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return Task.FromResult(
            Results.Text(
                $"""
                Contact: mailto:{(settings.ReplyTo ?? settings.Sender.Confirmations).Address}
                Expires: {expires}
                Preferred-Languages: {settings.Language}
                Canonical: {new Uri(options.Value.SiteUrl!, Routes.SecurityTxt)}

                """.ReplaceLineEndings("\n"),
                "text/plain; charset=utf-8"
            )
        );
    }
}
