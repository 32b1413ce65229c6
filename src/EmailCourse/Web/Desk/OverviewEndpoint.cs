using EmailCourse.Audit;
using EmailCourse.Delivery;
using EmailCourse.Reports;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace EmailCourse.Web.Desk;

/// <summary>Shows how the course goes, on a page and in files.</summary>
internal sealed class OverviewEndpoint(
    DeskGate gate,
    CourseNumbersCache numbers,
    DeliveryHealthReader health,
    BrakeStore brake,
    AuditLog audit,
    OverviewPageFactory pages,
    DeskTableFactory tables,
    PageResultFactory results,
    IClock clock
)
{
    private const string CountAct = "count";
    private const string ResumeAct = "resume";

    public Task<IResult> ShowAsync(HttpContext context) =>
        gate.ShowAsync(
            context,
            async visitor =>
            {
                var counted = await numbers.ReadAsync(context.RequestAborted);
                var page = pages.Create(counted, await health.ReadAsync(context.RequestAborted), clock.GetCurrentInstant());
                return results.Personal(page with { FormToken = visitor.FormToken });
            }
        );

    /// <summary>Does what was asked for, and leads back to the page.</summary>
    public Task<IResult> HandleAsync(HttpContext context) =>
        gate.TakeAsync(
            context,
            async (visitor, form) =>
            {
                switch (form.Last("act"))
                {
                    case CountAct:
                        await numbers.CountAsync();
                        break;
                    case ResumeAct:
                        await audit.RecordAsync("Let sending go on after the brake", visitor.SignIn);
                        await brake.ResumeAsync(CancellationToken.None);
                        break;
                }

                return new SeeOtherResult("/" + Routes.Desk);
            }
        );

    public Task<IResult> SendTableAsync(HttpContext context) =>
        gate.ShowAsync(
            context,
            async _ =>
            {
                var counted = await numbers.ReadAsync(context.RequestAborted);
                var all = tables.Create(counted.Numbers, await health.ReadAsync(context.RequestAborted));
                return all.Find(context.GetRouteValue("table") as string) is { } table
                    ? new CsvResult(table)
                    : results.Personal(DeskGate.NoDeskPage, StatusCodes.Status404NotFound);
            }
        );
}
