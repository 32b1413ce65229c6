using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tools.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Tools.Seed;

/// <summary>Fills a new data folder of the local run with invented people, to show and to measure.</summary>
internal sealed class SeedCommand : ToolCommand
{
    private const int MostSubscribers = 10_000_000;
    private const int MostDays = 3650;

    private readonly Option<string?> _data = FolderOption.Create("--data", "The data folder to make. It must not hold a course.");
    private readonly Option<string?> _lessons = LessonsOption.Create("The folder of the course that they take.");
    private readonly Option<int> _subscribers = Number("--subscribers", "How many people have signed up.", MostSubscribers);
    private readonly Option<int> _days = Number("--days", "In how many days up to --until.", MostDays);

    private readonly Option<LocalDate?> _until = new("--until")
    {
        Description = "The day, in UTC, at whose beginning the history ends. Without it: today.",
        HelpName = "YYYY-MM-DD",
        CustomParser = ParseDate,
    };

    public SeedCommand()
        : base("seed", "Fills a new data folder of the local run with invented people and their history. Sends nothing.")
    {
        _data.Required = true;
        Add(_data);
        Add(_subscribers);
        Add(_days);
        Add(_until);
        Add(_lessons);
        SetAction(RunAsync);
    }

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            ("--subscribers 1000 --days 60 --data .demo", "A thousand people, for 'src/EmailCourse.Local -- --data .demo':"),
            ("--subscribers 100000 --days 60 --until 2026-03-27 --data .demo", "The same ones on whatever day it is:"),
        ];

    /// <exception cref="CourseException">The course does not load.</exception>
    /// <exception cref="StartException">The folder cannot be used, or holds a course.</exception>
    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var course = CourseContent.Load(result.FolderOf(_lessons));
        var path = result.GetRequiredValue(_data)!;
        if (File.Exists(Path.Combine(path, CourseDatabase.FileName)))
        {
            throw new StartException($"--data: {path} holds a course already. Give a new folder.");
        }

        using var folder = DataFolder.Open(path);
        using var table = new SqliteCourseTable(CourseDatabase.Open(folder.At(CourseDatabase.FileName)));
        var ids = new SubscriberIdFactory(
            Microsoft.Extensions.Options.Options.Create(new EmailCourseOptions { IdKey = LocalKeys.Open(folder).IdKey })
        );
        await new IdKeyCheck(table, ids, SystemClock.Instance, NullLogger<IdKeyCheck>.Instance).StartingAsync(cancellationToken);

        var until = (result.GetValue(_until) ?? SystemClock.Instance.GetCurrentInstant().InUtc().Date).AtMidnight().InUtc();
        var lives = new LifeGenerator(MailPlan.Of(course), ids, until.ToInstant(), result.GetValue(_days));
        var writer = new SeedWriter(table);
        var subscribers = result.GetValue(_subscribers);
        for (var number = 0; number < subscribers; number++)
        {
            await writer.AddAsync(lives.Next(), cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
        await result.InvocationConfiguration.Output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{subscribers:N0} people signed up before {until.Date:uuuu-MM-dd}: {path}"
            )
        );
        return 0;
    }

    private static Option<int> Number(string name, string description, int most)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "NUMBER",
            Required = true,
        };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.Tokens is not [{ Value: var text }])
            {
                return;
            }

            if (!int.TryParse(text, CultureInfo.InvariantCulture, out var number) || number < 1 || number > most)
            {
                result.AddError($"{name} '{text}' is no number from 1 to {most}.");
            }
        });
        return option;
    }

    private static LocalDate? ParseDate(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 2000 and < 3000 } date })
        {
            return date;
        }

        result.AddError($"--until '{text}' is no day. Write it like 2026-03-27.");
        return null;
    }
}
