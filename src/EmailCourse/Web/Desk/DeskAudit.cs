using EmailCourse.Audit;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Web.Desk;

/// <summary>Reads for a page what was done at the desk last.</summary>
internal static class DeskAudit
{
    private const int Shown = 50;

    public static async Task<IReadOnlyList<DeskAuditLine>> ReadAsync(AuditLog audit, CancellationToken cancellationToken) =>
        [
            .. (await audit.ReadLastAsync(Shown, cancellationToken)).Select(entry => new DeskAuditLine(
                $"{entry.At:uuuu-MM-dd HH:mm} UTC",
                entry.Act,
                entry.SignIn
            )),
        ];
}
