using EmailCourse.Audit;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

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
    PageResultFactory results
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
            return await AnswerAsync(
                new DeskReadersPage(typed) { EmailError = problem },
                visitor,
                cancellationToken,
                isRefused: true
            );
        }

        var act = ReaderAct.Find(form.Last(ActField));
        if (act is { MustBeSure: true } && !form.ContainsKey(SureField))
        {
            var page = pages.Create(await addresses.FindAsync(address, cancellationToken));
            return await AnswerAsync(page with { SureError = act.Value }, visitor, cancellationToken, isRefused: true);
        }

        var done = act is null ? null : await DoAsync(act, await addresses.FindAsync(address, cancellationToken), visitor);
        return await AnswerAsync(
            pages.Create(await addresses.FindAsync(address, cancellationToken)) with
            {
                Status = done,
            },
            visitor,
            cancellationToken
        );
    }

    private async Task<string> DoAsync(ReaderAct act, KnownAddress known, DeskVisitor visitor)
    {
        await audit.RecordAsync(act.Words, visitor.SignIn);
        return await acts.DoAsync(act, known);
    }

    private async Task<IResult> AnswerAsync(
        DeskReadersPage page,
        DeskVisitor visitor,
        CancellationToken cancellationToken,
        bool isRefused = false
    ) =>
        results.Personal(
            page with
            {
                FormToken = visitor.FormToken,
                Audit = await DeskAudit.ReadAsync(audit, cancellationToken),
            },
            isRefused ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK
        );
}
