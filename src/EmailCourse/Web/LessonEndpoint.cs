using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmailCourse.Web;

/// <summary>A lesson in the browser, for those who have received it.</summary>
internal sealed class LessonEndpoint(
    CourseContent course,
    SubscriberStore subscribers,
    PersonalLinkReader links,
    PersonalLinks personalLinks,
    CoursePageFactory models,
    PageResultFactory pages
)
{
    public static readonly MessagePage NotYetPage = new(
        "Not here yet",
        "You can read a lesson here once it has reached your inbox.",
        "Back to the course",
        SitePaths.Home
    );

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var (id, refusal) = links.Read(await PersonalLinkReader.TokenAsync(context), LinkPurpose.Read);
        if (refusal is not null)
        {
            return refusal;
        }

        if (await subscribers.FindAsync(id, context.RequestAborted) is not { } subscriber)
        {
            return links.Gone();
        }

        var slug = new LessonSlug(context.GetRouteValue("slug") as string ?? "");
        return course.Find(slug) is { } lesson && subscriber.Progress.Has(slug)
            ? pages.Personal(models.Lesson(lesson, personalLinks.ValuesOf(subscriber.Recipient, slug)))
            : NotYet();
    }

    private IResult NotYet() => pages.Personal(NotYetPage, StatusCodes.Status404NotFound);
}
