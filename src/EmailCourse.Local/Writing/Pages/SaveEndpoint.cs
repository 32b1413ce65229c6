using EmailCourse.Local.Sandbox.Page;

namespace EmailCourse.Local.Writing.Pages;

/// <summary>Saves what the form of a text sends, or says why not and keeps what was typed on the page.</summary>
internal sealed class SaveEndpoint(LessonsFolder folder, CourseReloader reloader, TextModelFactory models)
{
    private const string ChangedMeanwhile =
        "This file was changed somewhere else after you opened it here, so nothing was saved. Your words are still below, and "
        + "what the file holds now stands under them. Press Save once more to keep yours.";

    private const string NothingFormer = "No words from before a save are kept of this file, so nothing was changed.";

    public async Task<IResult> HandleAsync(HttpRequest request, string? file, string? on, string? light)
    {
        if (folder.Find(file) is not { } text)
        {
            return WritingPages.Gone(file);
        }

        var view = TextView.Of(on, light, text.Kind);
        var form = await SaveForm.ReadAsync(request, request.HttpContext.RequestAborted);
        if (form.Mistake is { } mistake)
        {
            return Refuse(request, text, view, StatusCodes.Status400BadRequest, page => page with { Said = mistake });
        }

        if ((form.IsUndo ? folder.Former(text)?.Words : form.Words) is not { } words)
        {
            return Refuse(request, text, view, StatusCodes.Status400BadRequest, page => page with { Said = NothingFormer });
        }

        switch (folder.Save(text, words, form.Fingerprint))
        {
            case SaveOutcome.Saved:
                // Whoever has no script sees it on the page that comes next.
                await reloader.ReloadAsync(CancellationToken.None);
                return Results.LocalRedirect(
                    $"{TextModelFactory.HrefOf(text.File)}&on={view.On}&light={view.Light}&said={form.Said}"
                );
            case SaveOutcome.ChangedMeanwhile:
                return Refuse(
                    request,
                    text,
                    view,
                    StatusCodes.Status409Conflict,
                    page => page with { Said = ChangedMeanwhile, Words = words, Theirs = page.Words }
                );
            default:
                return WritingPages.Gone(file);
        }
    }

    private IResult Refuse(HttpRequest request, CourseText text, TextView view, int status, Func<TextModel, TextModel> say) =>
        folder.Read(text) is { } now
            ? SandboxHtml.Of(
                request.HttpContext.Response,
                WritingPages.One,
                say(models.Create(reloader.State, text, now, view)) with
                {
                    IsRefused = true,
                },
                status
            )
            : WritingPages.Gone(text.File);
}
