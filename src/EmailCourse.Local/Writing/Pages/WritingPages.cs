using EmailCourse.Local.Sandbox.Page;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Local.Writing.Pages;

/// <summary>The pages of the writing table: all texts, and each with the finished mail or page beside it.</summary>
internal static class WritingPages
{
    // Nothing in it runs. Its page may look how far it was scrolled.
    private const string FramePolicy =
        "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
        + "style-src 'unsafe-inline'; img-src 'self' data: https:; frame-ancestors 'self'";

    private static readonly PageHtml All = new(typeof(WritingPages), "all.html");

    /// <summary>The page of one text, which shows a <see cref="TextModel"/>.</summary>
    public static readonly PageHtml One = new(typeof(WritingPages), "text.html");

    public static void MapWritingPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/sandbox/write").AddEndpointFilter(ExplainAsync);
        pages.MapGet("/", ShowAll);
        pages.MapGet("/text", Show);
        pages.MapPost(
            "/text",
            (SaveEndpoint save, HttpRequest request, string? file, string? on, string? light) =>
                save.HandleAsync(request, file, on, light)
        );
        pages.MapGet("/frame", ShowFrame);
        app.MapGet("/sandbox/assets/write.css", () => Asset("write.css", "text/css"));
        app.MapGet("/sandbox/assets/write.js", () => Asset("write.js", "text/javascript"));
    }

    private static IResult ShowAll(CourseReloader reloader, TextModelFactory models, HttpResponse response)
    {
        var state = reloader.State;
        return SandboxHtml.Of(
            response,
            All,
            new
            {
                version = state.Version,
                problems = models.Problems(state),
                findings = state.Check.Findings.Count,
                is_checked = state.Check.IsWhole,
                reasons = state.Check.IsWhole ? [] : state.Check.Findings.Select(Sentence).ToArray(),
                kinds = new (string Name, CourseTextKind Kind)[]
                {
                    ("Lessons", CourseTextKind.Lesson),
                    ("Other emails", CourseTextKind.Mail),
                    ("Pages", CourseTextKind.Page),
                    ("Settings", CourseTextKind.Setting),
                }
                    .Select(each => new { name = each.Name, texts = models.List(state, each.Kind) })
                    .ToArray(),
            }
        );
    }

    private static string Sentence(Remark remark) =>
        $"{(remark.File.Length == 0 ? "" : $"{remark.File}: ")}{remark.Message.TrimEnd('.')}. {remark.Fix}".TrimEnd();

    private static IResult Show(
        string? file,
        string? on,
        string? light,
        string? said,
        LessonsFolder folder,
        CourseReloader reloader,
        TextModelFactory models,
        HttpResponse response
    )
    {
        if (folder.Find(file) is not { } text || folder.Read(text) is not { } written)
        {
            return Gone(file);
        }

        var model = models.Create(reloader.State, text, written, TextView.Of(on, light, text.Kind));
        return SandboxHtml.Of(response, One, model with { Said = SaveForm.Answer(said) });
    }

    private static IResult ShowFrame(
        string? file,
        string? on,
        string? light,
        LessonsFolder folder,
        RunningCourse running,
        HttpResponse response
    )
    {
        if (folder.Find(file) is not { } text)
        {
            return Gone(file);
        }

        using var course = running.Use();
        var preview = new TextPreview(course, folder);
        var view = TextView.Of(on, light, text.Kind);
        var html = (view.On == TextView.Browser ? null : preview.Mail(text)?.HtmlBody) ?? preview.Page(text);
        if (html is null)
        {
            return Gone(file);
        }

        response.Headers.ContentSecurityPolicy = FramePolicy;
        response.Headers.CacheControl = "no-store";
        var assets = course.Services.GetRequiredService<AssetCatalog>();
        return Results.Text(FrameHtml.Of(html, view.IsDark, assets), "text/html; charset=utf-8");
    }

    // A file that another program holds, that is no plain text, or that goes while one looks.
    public static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Results.Problem(title: e.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    public static IResult Gone(string? file) =>
        Results.Problem(
            title: $"There is no text '{file}' in the folder of the course. /sandbox/write lists those there are.",
            statusCode: StatusCodes.Status404NotFound
        );

    private static IResult Asset(string name, string type) =>
        Results.Text(PageFiles.Text(typeof(WritingPages), name), $"{type}; charset=utf-8");
}
