using System.CommandLine;
using System.CommandLine.Parsing;
using EmailCourse.Course;
using EmailCourse.Local.Changes;
using EmailCourse.Local.Startup;
using EmailCourse.Tools.CommandLine;
using EmailCourse.Tools.Subscribers;
using NodaTime;

namespace EmailCourse.Tools.Diff;

/// <summary>Says what a changed course would mean to the people who take it.</summary>
internal sealed class DiffCommand : ToolCommand
{
    private readonly SubscriberStorage _storage = new();
    private readonly Option<string?> _lessons = LessonsOption.Create("The folder of the course as it would be.");

    private readonly Argument<string> _before = new("OLD_FOLDER")
    {
        Description = "The folder of the course as it is for your readers.",
    };

    private readonly Option<RenameGuess[]> _renamed = new("--renamed")
    {
        Description = "A lesson that has another name now, such as kettle=teapot. May be given more than once.",
        HelpName = "OLD=NEW",
        CustomParser = ParseRenamed,
        DefaultValueFactory = _ => [],
    };

    public DiffCommand()
        : base("diff", "Says which lessons are new, gone or elsewhere, and how many people that concerns. Changes nothing.")
    {
        Add(_before);
        Add(_lessons);
        Add(_renamed);
        _storage.AddTo(this, isNeeded: false);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            ("before/lessons", "See what differs from the course in another folder:"),
            ("before/lessons --data .local", "Also count the people of a local run that was stopped:"),
            ("before/lessons --table https://NAME.table.core.windows.net", "Also count the people of the course in Azure:"),
            ("before/lessons --renamed kettle=teapot", "Say that the lesson 'kettle' is now called 'teapot':"),
        ];

    /// <returns>The exit code: 0 when nothing differs, 1 when something does.</returns>
    /// <exception cref="CourseException">One of the courses does not load.</exception>
    /// <exception cref="StartException">The storage cannot be reached, or no lesson was renamed so.</exception>
    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var output = result.InvocationConfiguration.Output;
        var comparison = Compare(result);
        var report = _storage.IsGiven(result)
            ? await _storage.UseAsync(
                result,
                storage => ChangeCounter.CountAsync(comparison, storage.Table, SystemClock.Instance, cancellationToken)
            )
            : null;
        await output.WriteAsync(DiffText.Format(comparison, report));
        return comparison.Changes.Count == 0 ? 0 : 1;
    }

    private CourseComparison Compare(ParseResult result)
    {
        try
        {
            return CourseComparison.Of(
                CourseContent.Load(Path.GetFullPath(result.GetRequiredValue(_before))),
                CourseContent.Load(result.FolderOf(_lessons)),
                result.GetRequiredValue(_renamed)
            );
        }
        catch (ArgumentException e)
        {
            throw new StartException($"--renamed: {e.Message}", e);
        }
    }

    private static RenameGuess[] ParseRenamed(ArgumentResult result)
    {
        List<RenameGuess> renamed = [];
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (RenameGuess.Parse(text) is { } rename)
            {
                renamed.Add(rename);
            }
            else
            {
                result.AddError($"--renamed '{text}' does not name two lessons; give for example --renamed kettle=teapot.");
            }
        }

        return [.. renamed];
    }
}
