using EmailCourse.Course;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmailCourse.Web;

/// <summary>Shows a lesson in the browser to subscribers who have received it.</summary>
internal sealed class LessonEndpoint(
    CourseContent course,
    SubscriberStore subscribers,
    PersonalLinkReader links,
    PersonalVariablesFactory personal,
    CoursePageFactory pages,
    PageResultFactory results
)
{
    public static readonly MessagePage NotYetPage = new(
        "Not here yet",
        "You can read a lesson here once it has reached your inbox.",
        "Back to the course",
        SiteLinks.Relative.Home
    );

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var link = await links.ReadAsync(context, LinkPurpose.Read);
        if (link.Refusal is not null)
        {
            return link.Refusal;
        }

        var slug = new LessonSlug(context.GetRouteValue("slug") as string ?? "");
        if (!LessonLinkFactory.Opens(link.Content, slug))
        {
            return links.Invalid();
        }

        if (await subscribers.FindAsync(link.Id, context.RequestAborted) is not { State: not SubscriberState.Moved } subscriber)
        {
            return links.Gone();
        }

        return course.Find(slug) is { } lesson && subscriber.Progress.HasReceived(slug)
            ? results.Personal(pages.CreateLesson(lesson, personal.Create(link.Id, slug)))
            : results.Personal(NotYetPage, StatusCodes.Status404NotFound);
    }
}
