using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Storage;
using NodaTime;

namespace EmailCourse.Local;

/// <summary>Parses the command line of the local run.</summary>
internal static class LocalCommandLine
{
    private const int NotUnderstood = 2;
    private const string On = "on";

    private static readonly Option<Uri> Urls = new("--urls")
    {
        Description = "Where the course is served, on this machine only; port 0 picks a free one.",
        HelpName = "URL",
        DefaultValueFactory = _ => new Uri("http://localhost:7071"),
        CustomParser = ParseUrl,
    };

    private static readonly Option<string?> Data = Folder(
        "--data",
        "The folder that everything is kept in, used by one course at a time. [default: .local/]"
    );

    private static readonly Option<string?> Storage = new("--storage")
    {
        Description =
            "Keeps the rows in Azure Storage instead of the data folder. Give UseDevelopmentStorage=true for Azurite, or the "
            + "connection string of an account.",
        HelpName = "CONNECTION",
        CustomParser = ParseStorage,
    };

    private static readonly Option<string?> Lessons = Folder("--lessons", "The folder of the course. [default: lessons/]");

    private static readonly Option<string?> Before = Folder(
        "--before",
        "The folder of the course as your readers have it, which changes are told against. [default: the course as it starts]"
    );

    private static readonly Option<Instant?> Clock = new("--clock")
    {
        Description = "The time to start at where the data folder keeps none yet, such as 2026-03-28T12:00:00Z.",
        HelpName = "INSTANT",
        CustomParser = ParseInstant,
    };

    private static readonly Option<bool> Manual = new("--manual")
    {
        Description = "Time stands still, mail is sent only when the sandbox is asked to, and the form may be sent back at once.",
    };

    private static readonly Option<string> Quotas = QuotasOption();

    /// <summary>Runs the course as the arguments ask for, or prints help.</summary>
    /// <returns>The exit code; 2 when the arguments cannot be understood.</returns>
    public static async Task<int> InvokeAsync(
        IReadOnlyList<string> args,
        Func<LocalFlags, Task> run,
        TextWriter output,
        TextWriter errors
    )
    {
        var command = Command(run);
        // A value such as @home is a value, not the name of a file with more arguments.
        var parsed = command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0)
        {
            // A start that fails explains itself; Ctrl-C is the web host's.
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                }
            );
        }

        foreach (var error in parsed.Errors)
        {
            await errors.WriteLineAsync(error.Message);
        }

        await errors.WriteLineAsync();
        await command.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = errors });
        return NotUnderstood;
    }

    private static RootCommand Command(Func<LocalFlags, Task> run)
    {
        var command = new RootCommand(
            "Runs the email course on this machine. No mail leaves it. In the repository, the options stand after '--':\n"
                + "dotnet run --project src/EmailCourse.Local -- --manual --data /tmp/course"
        )
        {
            Urls,
            Data,
            Storage,
            Lessons,
            Before,
            Clock,
            Manual,
            Quotas,
        };
        command.Options.OfType<HelpOption>().Single().Description = "Shows this help.";
        command.Options.Remove(command.Options.OfType<VersionOption>().Single());
        command.SetAction((parsed, _) => run(FlagsOf(parsed)));
        return command;
    }

    private static LocalFlags FlagsOf(ParseResult parsed) =>
        new(
            parsed.GetRequiredValue(Urls),
            parsed.GetValue(Data),
            parsed.GetValue(Storage),
            parsed.GetValue(Lessons),
            parsed.GetValue(Before),
            parsed.GetValue(Clock),
            parsed.GetValue(Manual),
            parsed.GetRequiredValue(Quotas) == On
        );

    private static Option<string> QuotasOption()
    {
        var option = new Option<string>("--quotas")
        {
            Description = "'off' lets any number sign up in an hour. What one mailbox receives stays limited.",
            HelpName = "on|off",
            DefaultValueFactory = _ => On,
        };
        option.AcceptOnlyFromAmong(On, "off");
        return option;
    }

    private static Option<string?> Folder(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "DIR",
            CustomParser = result => ValueOf(result, name) is { } folder ? Path.GetFullPath(folder) : null,
        };

    private static Uri ParseUrl(ArgumentResult result)
    {
        var text = ValueOf(result, "--urls");
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true, PathAndQuery: "/" })
        {
            return url;
        }

        if (text is not null)
        {
            result.AddError(
                $"--urls '{text}' is not one http address of this machine; give for example --urls http://localhost:7071."
            );
        }

        return null!;
    }

    private static string? ParseStorage(ArgumentResult result)
    {
        var connection = ValueOf(result, "--storage");
        if (connection is null || AzureStorageSetup.IsConnectionString(connection))
        {
            return connection;
        }

        // It may hold a key, so it is not repeated.
        result.AddError(
            "--storage is not a connection string of Azure Storage; give --storage UseDevelopmentStorage=true for Azurite, "
                + "or, in quotes, the one that the portal shows under 'Access keys'."
        );
        return null;
    }

    private static Instant? ParseInstant(ArgumentResult result)
    {
        var text = ValueOf(result, "--clock");
        if (text is not null && InstantText.Pattern.Parse(text) is { Success: true } parsed)
        {
            return parsed.Value;
        }

        if (text is not null)
        {
            result.AddError($"--clock '{text}' is not an instant in UTC; give for example --clock 2026-03-28T12:00:00Z.");
        }

        return null;
    }

    // "--data --manual": the value was forgotten, and what follows is meant as a flag.
    private static string? ValueOf(ArgumentResult result, string flag)
    {
        if (result.Tokens is [{ Value: { Length: > 0 } value }] && !value.StartsWith("--", StringComparison.Ordinal))
        {
            return value;
        }

        result.AddError($"{flag} needs a value.");
        return null;
    }
}
