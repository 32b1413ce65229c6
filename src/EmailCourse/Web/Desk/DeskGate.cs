using System.Security.Cryptography;
using System.Text;
using EmailCourse.Course;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web.Desk;

/// <summary>
/// Lets those pass to a page of the desk who are signed in, and a form only if it is one of their own. To everybody else a course
/// without a desk, and a desk they are not signed in to, say nothing more than that.
/// </summary>
internal sealed class DeskGate(DeskAccess access, DeskSession sessions, OriginPolicy origins, PageResultFactory results)
{
    /// <summary>The field of the form token.</summary>
    public const string FormField = "f";

    public static readonly MessagePage NoDeskPage = new(
        "There is nothing here",
        "The address may have been mistyped.",
        "Front page",
        SiteLinks.Relative.Home
    );

    public static readonly MessagePage ForeignFormPage = new(
        "This form was not taken",
        "It did not come from a page of your desk, or you have signed in anew since. Nothing was changed. Please open the page "
            + "once more.",
        "To the desk",
        "/" + Routes.Desk
    );

    /// <summary>Answers in place of every page of a desk that is not set up; null if it is.</summary>
    public IResult? RefuseUnlessOpen() => access.IsOpen ? null : results.Personal(NoDeskPage, StatusCodes.Status404NotFound);

    /// <summary>The same, and for a form that a page elsewhere makes the browser send.</summary>
    public IResult? RefuseForeign(HttpContext context) =>
        RefuseUnlessOpen() ?? (origins.IsOwn(context.Request) ? null : Foreign());

    /// <summary>Shows a page to whoever is signed in; leads everybody else to where they can.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, Func<DeskVisitor, Task<IResult>> show) =>
        RefuseUnlessOpen()
        ?? (await sessions.FindAsync(context) is { } visitor ? await show(visitor) : new SeeOtherResult("/" + Routes.DeskSignIn));

    /// <summary>Takes a form of at most <paramref name="maxBytes"/> from whoever is signed in.</summary>
    /// <param name="refuseLarger">Answers a larger one, of which nothing is known; as a foreign form, if not given.</param>
    public async Task<IResult> TakeAsync(
        HttpContext context,
        Func<DeskVisitor, IFormCollection, Task<IResult>> take,
        int maxBytes = FormBodyReader.MaxBytes,
        Func<DeskVisitor, Task<IResult>>? refuseLarger = null
    )
    {
        if (RefuseForeign(context) is { } refusal)
        {
            return refusal;
        }

        if (await sessions.FindAsync(context) is not { } visitor)
        {
            return new SeeOtherResult("/" + Routes.DeskSignIn);
        }

        var (form, isTooLarge) = await FormBodyReader.ReadAsync(context, maxBytes);
        if (isTooLarge && refuseLarger is not null)
        {
            return await refuseLarger(visitor);
        }

        return form is not null && IsOf(visitor, form.Last(FormField)) ? await take(visitor, form) : Foreign();
    }

    private static bool IsOf(DeskVisitor visitor, string formToken) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(visitor.FormToken), Encoding.UTF8.GetBytes(formToken));

    private IResult Foreign() => results.Personal(ForeignFormPage, StatusCodes.Status403Forbidden);
}
