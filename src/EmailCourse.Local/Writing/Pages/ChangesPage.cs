using EmailCourse.Course;
using EmailCourse.Local.Changes;
using EmailCourse.Local.Sandbox.Page;
using EmailCourse.Storage;
using Scriban;

namespace EmailCourse.Local.Writing.Pages;

/// <summary>The page that says what the changed course means to the people who take it.</summary>
internal static class ChangesPage
{
    private static readonly Template Changes = Template.Parse(PageFiles.Text(typeof(ChangesPage), "changes.html"));

    public static void MapChangesPage(this IEndpointRouteBuilder app) => app.MapGet("/sandbox/write/changes", ShowAsync);

    private static async Task<IResult> ShowAsync(
        string[] renamed,
        CourseBaseline baseline,
        RunningCourse running,
        CourseReloader reloader,
        TextModelFactory models,
        ICourseTable table,
        HttpResponse response,
        CancellationToken cancellationToken
    )
    {
        var state = reloader.State;
        using var course = running.Use();
        try
        {
            var comparison = CourseComparison.Of(baseline.Load(), course.Content, [.. renamed.Select(Parse)]);
            var report = await ChangeCounter.CountAsync(comparison, table, cancellationToken);
            return SandboxHtml.Of(
                response,
                Changes,
                new
                {
                    version = state.Version,
                    problems = models.Problems(state),
                    baseline = baseline.Name,
                    summary = ChangeWords.Summary(report),
                    changes = comparison
                        .Changes.Zip(report.Lessons)
                        .Select(each => new
                        {
                            headline = ChangeWords.Headline(each.First),
                            lines = ChangeWords.Consequences(each.First, each.Second),
                            undo = each.First.Kind == LessonChangeKind.Renamed
                                ? Href(renamed.Except([$"{each.First.Former}={each.First.Slug}"]))
                                : null,
                        })
                        .ToArray(),
                    guesses = comparison
                        .Guesses.Select(guess => new
                        {
                            former = guess.Former.Value,
                            slug = guess.Slug.Value,
                            href = Href(renamed.Append($"{guess.Former}={guess.Slug}")),
                        })
                        .ToArray(),
                }
            );
        }
        catch (Exception e) when (e is ArgumentException or CourseException)
        {
            return Results.Problem(title: e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static RenameGuess Parse(string renamed) =>
        renamed.Split('=') is [var former, var slug]
            ? new(new(former), new(slug))
            : throw new ArgumentException($"'{renamed}' does not name two lessons, like kettle=teapot.");

    private static string Href(IEnumerable<string> renamed) =>
        "/sandbox/write/changes?" + string.Join('&', renamed.Select(each => $"renamed={Uri.EscapeDataString(each)}"));
}
