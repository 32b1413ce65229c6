using EmailCourse.Audit;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web.Desk;

/// <summary>Creates answers that are pages of the desk with what was done there last.</summary>
internal sealed class AuditedPageFactory(AuditLog audit, PageResultFactory results)
{
    private const int Shown = 50;

    public async Task<IResult> CreateAsync(DeskPage page, DeskVisitor visitor, int status, CancellationToken cancellationToken) =>
        results.Personal(page with { FormToken = visitor.FormToken, Audit = await ReadAsync(cancellationToken) }, status);

    private async Task<IReadOnlyList<DeskAuditLine>> ReadAsync(CancellationToken cancellationToken) =>
        [
            .. (await audit.ReadLastAsync(Shown, cancellationToken)).Select(entry => new DeskAuditLine(
                $"{entry.At:uuuu-MM-dd HH:mm} UTC",
                entry.Act,
                entry.SignIn
            )),
        ];
}
