using EmailCourse.Audit;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace EmailCourse.Web.Desk;

/// <summary>
/// Shows an operator what is stored of an address, and does what its owner asks of them. The address comes in the body of a form
/// and stands in no link.
/// </summary>
internal sealed class ReadersEndpoint(
    DeskGate gate,
    AddressLookup addresses,
    ReaderActs acts,
    ReadersPageFactory pages,
    AuditLog audit,
    AuditedPageFactory audited,
    IClock clock
)
{
    private const string EmailField = "email";
    private const string ActField = "act";
    private const string SureField = "sure";

    public Task<IResult> ShowAsync(HttpContext context) =>
        gate.ShowAsync(context, visitor => AnswerAsync(new DeskReadersPage(""), visitor, context.RequestAborted));

    public Task<IResult> HandleAsync(HttpContext context) =>
        gate.TakeAsync(context, (visitor, form) => HandleAsync(form, visitor, context.RequestAborted));

    private async Task<IResult> HandleAsync(IFormCollection form, DeskVisitor visitor, CancellationToken cancellationToken)
    {
        var typed = form.Last(EmailField);
        if (!EmailAddress.TryParse(typed, out var address, out var problem))
        {
            return await RefuseAsync(new DeskReadersPage(typed) { EmailError = problem }, visitor, cancellationToken);
        }

        var act = ReaderAct.Find(form.Last(ActField));
        if (act is { MustBeSure: true } && !form.ContainsKey(SureField))
        {
            var page = await FindAsync(address, cancellationToken);
            return await RefuseAsync(page with { SureError = act.Value }, visitor, cancellationToken);
        }

        var done = act is null ? null : await DoAsync(act, address, visitor);
        return await AnswerAsync(await FindAsync(address, cancellationToken) with { Status = done }, visitor, cancellationToken);
    }

    private async Task<string> DoAsync(ReaderAct act, EmailAddress address, DeskVisitor visitor)
    {
        await audit.RecordAsync(act.Words, visitor.SignIn);
        return await acts.DoAsync(act, await addresses.FindAsync(address, CancellationToken.None));
    }

    private async Task<DeskReadersPage> FindAsync(EmailAddress address, CancellationToken cancellationToken) =>
        pages.Create(await addresses.FindAsync(address, cancellationToken), clock.GetCurrentInstant());

    private Task<IResult> RefuseAsync(DeskReadersPage page, DeskVisitor visitor, CancellationToken cancellationToken) =>
        AnswerAsync(page, visitor, cancellationToken, StatusCodes.Status400BadRequest);

    private Task<IResult> AnswerAsync(
        DeskReadersPage page,
        DeskVisitor visitor,
        CancellationToken cancellationToken,
        int status = StatusCodes.Status200OK
    ) => audited.CreateAsync(page, visitor, status, cancellationToken);
}
