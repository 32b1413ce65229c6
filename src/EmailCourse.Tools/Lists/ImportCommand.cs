using System.CommandLine;
using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Lists;
using EmailCourse.Local.Startup;
using EmailCourse.Subscribers;
using EmailCourse.Tools.CommandLine;
using EmailCourse.Tools.Subscribers;
using NodaTime;

namespace EmailCourse.Tools.Lists;

/// <summary>Takes the people of a list into the course.</summary>
internal sealed class ImportCommand : ToolCommand
{
    private readonly SubscriberStorage _storage = new();
    private readonly Option<string?> _lessons = LessonsOption.Create("The folder of the course that they are to take.");
    private readonly Option<bool> _yes = new("--yes") { Description = "Import. Without it, only what would be done is shown." };

    private readonly Argument<string> _file = new("FILE")
    {
        Description =
            $"A CSV file in UTF-8. Its first line names the columns: {string.Join(", ", ListColumns.Required)}, and if you have "
            + $"them {ListColumns.FirstName} and {ListColumns.Pace}.",
    };

    public ImportCommand()
        : base("import", "Takes the people of a list who are not known yet into the course, with the proof of their consent.")
    {
        Add(_file);
        Add(_yes);
        Add(_lessons);
        _storage.AddTo(this);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            ("readers.csv --table https://NAME.table.core.windows.net", "See who would be taken, and why others would not:"),
            ("readers.csv --table https://NAME.table.core.windows.net --yes", "Take them. They begin at their next hour:"),
            ("readers.csv --data .local --yes", "Into a local run that was stopped:"),
        ];

    /// <returns>The exit code: 0 when everybody on the list takes the course, or would; 1 when a row was left out.</returns>
    /// <exception cref="CourseException">The course does not load.</exception>
    /// <exception cref="StartException">The file or the storage cannot be used.</exception>
    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var file = ListFile.Open(Path.GetFullPath(result.GetRequiredValue(_file)));
        var course = CourseContent.Load(result.FolderOf(_lessons));
        return await _storage.UseAsync(result, storage => RunAsync(file, course, storage, result, cancellationToken));
    }

    private async Task<int> RunAsync(
        ListFile file,
        CourseContent course,
        OpenedStorage storage,
        ParseResult result,
        CancellationToken cancellationToken
    )
    {
        var (output, writes) = (result.InvocationConfiguration.Output, result.GetValue(_yes));
        var ids = await storage.OpenIdsAsync(cancellationToken);
        var ration = new MailboxRation(storage.Table, SystemClock.Instance);
        var import = new Import(storage.Subscribers, ration, ids, MailPlan.Of(course), SystemClock.Instance);
        var parser = new ListRowParser(ids, new AddressPolicy(course), SystemClock.Instance);
        if (string.Join(", ", file.List.OtherColumns) is { Length: > 0 } others)
        {
            await output.WriteLineAsync($"Not read: {others}.");
        }

        var totals = await ImportDisplay.RunAsync(
            output,
            file.Length,
            progress =>
                new ListImporter(parser, writes ? import.HandleAsync : import.PreviewAsync, progress).RunAsync(
                    file.List,
                    cancellationToken
                )
        );
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Rows: {totals.Rows:N0}. {(writes ? "Taken" : "Would be taken")}: {totals.Taken:N0}. Take the course already: "
                    + $"{totals.TakenBefore:N0}. Left out: {totals.LeftOut:N0}."
            )
        );
        await output.WriteLineAsync(
            writes ? "Each begins at their next hour." : "Nothing was changed. Add --yes to import them."
        );
        return totals.LeftOut == 0 ? 0 : 1;
    }
}
