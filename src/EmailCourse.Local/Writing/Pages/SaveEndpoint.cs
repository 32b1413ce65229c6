using EmailCourse.Local.Sandbox.Page;

namespace EmailCourse.Local.Writing.Pages;

/// <summary>Saves what the form of a text sends, or says why not and keeps what was typed on the page.</summary>
internal sealed class SaveEndpoint(LessonsFolder folder, CourseReloader reloader, TextModelFactory models)
{
    private const string ChangedMeanwhile =
        "This file was changed somewhere else after you opened it here, so nothing was saved. Your words are still below, and "
        + "what the file holds now stands under them. Press Keep mine to keep yours, or reload this page to see the other ones.";

    private const string ChangedBeforeUndo =
        "This file was changed somewhere else after you opened it here, so nothing was put back. What it holds now stands below.";

    private const string NothingFormer = "No words from before a save are kept of this file, so nothing was changed.";

    private const string StillHere = "Nothing was saved. Your words are still below.";

    public async Task<IResult> HandleAsync(HttpRequest request, string? file, string? on, string? light)
    {
        var form = await SaveForm.ReadAsync(request, request.HttpContext.RequestAborted);
        try
        {
            return folder.Find(file) is { } text
                ? await SaveAsync(request, text, TextView.Of(on, light, text.Kind), form)
                : Lost(request, file, form);
        }
        catch (Exception e) when (form.HasWords && e is IOException or UnauthorizedAccessException)
        {
            return Keep(request, file!, form, StatusCodes.Status409Conflict, $"{e.Message} {StillHere}");
        }
    }

    private async Task<IResult> SaveAsync(HttpRequest request, CourseText text, TextView view, SaveForm form)
    {
        if (form.Mistake is { } mistake)
        {
            return Refuse(request, text, view, StatusCodes.Status400BadRequest, page => page with { Said = mistake });
        }

        switch (form.IsUndo ? folder.Undo(text, form.Fingerprint) : folder.Save(text, form.Words, form.Fingerprint))
        {
            case SaveOutcome.Saved:
                // Whoever has no script sees it on the page that comes next.
                await reloader.ReloadAsync(CancellationToken.None);
                return Results.LocalRedirect(
                    $"{TextModelFactory.HrefOf(text.File)}&on={view.On}&light={view.Light}&said={form.Said}"
                );
            case SaveOutcome.ChangedMeanwhile:
                return Refuse(request, text, view, StatusCodes.Status409Conflict, page => Ask(page, form));
            case SaveOutcome.NothingFormer:
                return Refuse(request, text, view, StatusCodes.Status400BadRequest, page => page with { Said = NothingFormer });
            default:
                return Lost(request, text.File, form);
        }
    }

    // Only the other button knows the fingerprint of what is there: saving once more is no answer to a question not read.
    private static TextModel Ask(TextModel page, SaveForm form) =>
        form.IsUndo
            ? page with
            {
                Said = ChangedBeforeUndo,
            }
            : page with
            {
                Said = ChangedMeanwhile,
                Words = form.Words,
                Fingerprint = form.Fingerprint,
                HasFormer = false,
                Theirs = page.Words,
                TheirFingerprint = page.Fingerprint,
            };

    private IResult Lost(HttpRequest request, string? file, SaveForm form) =>
        form.HasWords
            ? Keep(
                request,
                file ?? "",
                form,
                StatusCodes.Status404NotFound,
                $"There is no text '{file}' in the folder of the course. {StillHere}"
            )
            : WritingPages.Gone(file);

    // The words alone, for the file cannot be looked at.
    private IResult Keep(HttpRequest request, string file, SaveForm form, int status, string said) =>
        SandboxHtml.Of(request.HttpContext.Response, WritingPages.One, models.Keep(reloader.State, file, form, said), status);

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
            : throw new FileNotFoundException($"{text.File} has just gone from the folder of the course.");
}
