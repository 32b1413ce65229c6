using EmailCourse.Course;
using EmailCourse.Local.Changes;
using EmailCourse.Local.Sandbox.Page;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Local.Writing.Pages;

/// <summary>The page that says what the changed course means to the people who take it.</summary>
internal static class ChangesPage
{
    private const string Nobody =
        "Nobody takes the course in this trial on your machine, so nobody was counted. Your real readers are not known here.";

    private static readonly PageHtml Changes = new(typeof(ChangesPage), "changes.html");

    public static void MapChangesPage(this IEndpointRouteBuilder app) =>
        app.MapGet("/sandbox/write/changes", ShowAsync).AddEndpointFilter(WritingPages.ExplainAsync);

    private static async Task<IResult> ShowAsync(
        string[] renamed,
        CourseBaseline baseline,
        RunningCourse running,
        CourseReloader reloader,
        TextModelFactory models,
        ICourseTable table,
        IClock clock,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        var state = reloader.State;
        using var course = running.Use();
        try
        {
            var before = baseline.Load();
            // An answer of hers holds until she gives a file another name again.
            var renames = CourseComparison.Holding(
                before,
                course.Content,
                renamed.Select(RenameGuess.Parse).OfType<RenameGuess>()
            );
            var comparison = CourseComparison.Of(before, course.Content, renames);
            var report = await ChangeCounter.CountAsync(comparison, table, clock, cancellationToken);
            return SandboxHtml.Of(
                response,
                Changes,
                new
                {
                    version = state.Version,
                    problems = models.Problems(state),
                    baseline = baseline.Name,
                    summary = ChangeWords.OtherTexts(comparison).Concat(ChangeWords.Summary(report, Nobody)).ToArray(),
                    changes = comparison
                        .Changes.Zip(report.Lessons)
                        .Select(each => new
                        {
                            headline = ChangeWords.Headline(each.First),
                            lines = ChangeWords.Consequences(each.First, each.Second),
                            undo = each.First.Kind == LessonChangeKind.Renamed
                                ? Href(renames.Where(rename => rename.Slug != each.First.Slug))
                                : null,
                        })
                        .ToArray(),
                    guesses = comparison
                        .Guesses.Select(guess => new
                        {
                            former = guess.Former.Value,
                            slug = guess.Slug.Value,
                            href = Href(renames.Append(guess)),
                        })
                        .ToArray(),
                }
            );
        }
        catch (CourseException e)
        {
            return Results.Problem(title: e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static string Href(IEnumerable<RenameGuess> renamed) =>
        "/sandbox/write/changes?" + string.Join('&', renamed.Select(each => $"renamed={Uri.EscapeDataString(each.ToString())}"));
}
