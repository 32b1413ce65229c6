using System.CommandLine;
using System.CommandLine.Parsing;
using EmailCourse.Local.Startup;
using NodaTime;

namespace EmailCourse.Local;

/// <summary>The command line of the local run.</summary>
internal static class LocalCommandLine
{
    private const int BadFlags = 2;

    private static readonly Option<Uri> Urls = new("--urls")
    {
        Description = "Where the course is served, on this machine only.",
        HelpName = "URL",
        DefaultValueFactory = _ => new Uri("http://localhost:7071"),
        CustomParser = ParseUrl,
    };

    private static readonly Option<string?> Data = Text(
        "--data",
        "DIR",
        "The folder that everything is kept in. [default: .local/]"
    );

    private static readonly Option<string?> Storage = Text(
        "--storage",
        "CONNECTION",
        "Keep the rows in Azure Storage instead of the data folder: UseDevelopmentStorage=true for Azurite, or an account's connection "
            + "string."
    );

    private static readonly Option<string?> Lessons = Text("--lessons", "DIR", "The folder of the course. [default: lessons/]");

    private static readonly Option<Instant?> Clock = new("--clock")
    {
        Description = "The time to start at, such as 2026-03-28T12:00:00Z, where the data folder keeps none yet.",
        HelpName = "INSTANT",
        CustomParser = ParseInstant,
    };

    private static readonly Option<bool> Manual = new("--manual")
    {
        Description = "Let time stand still and send mail only when the sandbox is asked to.",
    };

    /// <summary>Parses the arguments and runs; prints help where they cannot be understood.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> InvokeAsync(IReadOnlyList<string> args, Func<LocalFlags, Task> run)
    {
        var command = new RootCommand("Runs the email course on this machine. No mail leaves it.")
        {
            Urls,
            Data,
            Storage,
            Lessons,
            Clock,
            Manual,
        };
        command.SetAction((parsed, _) => run(FlagsOf(parsed)));
        var parsed = command.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            // A start that fails explains itself; Ctrl-C is the web host's.
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }

        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        await command.Parse("--help").InvokeAsync(new() { Output = Console.Error });
        return BadFlags;
    }

    private static LocalFlags FlagsOf(ParseResult parsed) =>
        new(
            parsed.GetRequiredValue(Urls),
            FullPath(parsed.GetValue(Data)),
            parsed.GetValue(Storage),
            FullPath(parsed.GetValue(Lessons)),
            parsed.GetValue(Clock),
            parsed.GetValue(Manual)
        );

    private static string? FullPath(string? path) => path is null ? null : Path.GetFullPath(path);

    private static Option<string?> Text(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError($"{name} needs a value.");
            }
        });
        return option;
    }

    private static Uri ParseUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true, PathAndQuery: "/" })
        {
            return url;
        }

        result.AddError(
            $"--urls '{text}' is not one http address of this machine; give for example --urls http://localhost:7071."
        );
        return null!;
    }

    private static Instant? ParseInstant(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (InstantText.Pattern.Parse(text) is { Success: true } parsed)
        {
            return parsed.Value;
        }

        result.AddError($"--clock '{text}' is not an instant in UTC; give for example --clock 2026-03-28T12:00:00Z.");
        return null;
    }
}
