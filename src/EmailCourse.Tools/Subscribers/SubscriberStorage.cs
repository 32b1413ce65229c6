using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.Metrics;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Storage;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Telemetry;
using EmailCourse.Tools.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace EmailCourse.Tools.Subscribers;

/// <summary>The options that say where the subscribers are kept, of which a command takes one.</summary>
internal sealed class SubscriberStorage
{
    // Not an option: what is typed stays in the history of the shell, and shows in the list of processes.
    private const string IdKeyVariable = $"{EmailCourseOptions.Section}__{nameof(EmailCourseOptions.IdKey)}";

    private readonly Option<Uri?> _table = new("--table")
    {
        Description =
            "The https address of the storage account's tables in Azure, which is read as whoever 'az login' says you are.",
        HelpName = "URL",
        CustomParser = ParseTable,
    };

    private readonly Option<string?> _storage = new("--storage")
    {
        Description = "The connection string of the emulator on this machine, such as UseDevelopmentStorage=true.",
        HelpName = "CONNECTION",
        CustomParser = ParseConnection,
    };

    private readonly Option<string?> _data = FolderOption.Create(
        "--data",
        "The data folder of a local run that was stopped. It knows its own key."
    );

    /// <param name="command">Takes the options.</param>
    /// <param name="isNeeded">Whether one must be given.</param>
    public void AddTo(Command command, bool isNeeded = true)
    {
        command.Add(_table);
        command.Add(_storage);
        command.Add(_data);
        command.Validators.Add(result =>
        {
            if (Given(result) is var given && (given > 1 || (isNeeded && given == 0)))
            {
                result.AddError("Say where the subscribers are kept: give one of --table, --storage and --data.");
            }
        });
    }

    public bool IsGiven(ParseResult result) => Given(result.CommandResult) > 0;

    /// <summary>Uses the storage, and says why it cannot be where it cannot.</summary>
    /// <exception cref="StartException">It cannot be reached, or the key is missing or not its own.</exception>
    public async Task<T> UseAsync<T>(ParseResult result, Func<OpenedStorage, Task<T>> use)
    {
        using var storage = Open(result);
        try
        {
            return await use(storage);
        }
        catch (RequestFailedException e)
        {
            throw new StartException(
                e.Status == 403
                    ? "The storage account refuses (403): you need the role Storage Table Data Contributor on it, and to be let "
                        + "through its firewall."
                    : $"The storage account does not do it: {e.ErrorCode ?? e.Message} ({e.Status}).",
                e
            );
        }
        // What the client of the storage throws once it has tried often enough to reach it.
        catch (AggregateException e)
        {
            throw new StartException($"The storage cannot be reached: {e.InnerExceptions[0].Message}", e);
        }
        // Of files on this machine: a disk that is full, or a list on a drive that was pulled out.
        catch (IOException e)
        {
            throw new StartException(e.Message, e);
        }
        catch (AuthenticationFailedException e)
        {
            throw new StartException("Azure does not know who you are: run 'az login' first.", e);
        }
    }

    private int Given(CommandResult result) =>
        new Option[] { _table, _storage, _data }.Count(option => result.GetResult(option) is not null);

    private OpenedStorage Open(ParseResult result)
    {
        if (result.GetValue(_data) is { } folder)
        {
            return OpenFolder(folder);
        }

        var table = new StorageOptions().Table;
        var client = result.GetValue(_table) is { } endpoint
            ? new TableClient(endpoint, table, new DefaultAzureCredential())
            : new TableClient(result.GetValue(_storage), table);
        return new OpenedStorage(new CourseTable(client), IdKeyOfEnvironment);
    }

    private static OpenedStorage OpenFolder(string path)
    {
        if (!File.Exists(Path.Combine(path, CourseDatabase.FileName)))
        {
            throw new StartException($"--data: {path} is not the data folder of a local run that keeps its own rows.");
        }

        var folder = DataFolder.Open(path);
        try
        {
            var table = new SqliteCourseTable(CourseDatabase.Open(folder.At(CourseDatabase.FileName)));
            return new OpenedStorage(table, () => LocalKeys.Open(folder).IdKey, table, folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static string IdKeyOfEnvironment()
    {
        var key = Environment.GetEnvironmentVariable(IdKeyVariable) ?? "";
        return OptionsValidation.IsKey(key)
            ? key
            : throw new StartException(
                $"The environment variable {IdKeyVariable} must hold the course's id key, base64 of at least 32 bytes: the rows "
                    + "bear no address but its hash with that key. In Azure it is the secret id-key of the key vault."
            );
    }

    private static Uri? ParseTable(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var table) && table is { Scheme: "https", PathAndQuery: "/" })
        {
            return table;
        }

        result.AddError(
            $"--table '{text}' is not the https address of an account's tables; give for example --table "
                + "https://NAME.table.core.windows.net."
        );
        return null;
    }

    private static string? ParseConnection(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (AzureStorageSetup.IsConnectionString(text) && new TableServiceClient(text).Uri.IsLoopback)
        {
            return text;
        }

        // An account in Azure is reached by identity: its key would stand in the history of the shell.
        result.AddError(
            "--storage is not a connection string of this machine; give for example --storage UseDevelopmentStorage=true, or "
                + "--table for an account in Azure."
        );
        return null;
    }
}

/// <summary>The rows of a course, and the key that turns addresses into their ids.</summary>
internal sealed class OpenedStorage(ICourseTable table, Func<string> idKey, params IReadOnlyList<IDisposable> held) : IDisposable
{
    private readonly ServiceProvider _metrics = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public ICourseTable Table => table;

    /// <summary>Reads and writes subscribers. What it counts as metrics, nobody collects.</summary>
    public SubscriberStore Subscribers =>
        new(
            table,
            SystemClock.Instance,
            new RandomIdGenerator(),
            new CourseMetrics(_metrics.GetRequiredService<IMeterFactory>())
        );

    /// <summary>Makes the ids of addresses, with the key that the table was made with.</summary>
    /// <exception cref="StartException">The key is not given, damaged or another one, or the table holds no course.</exception>
    public async Task<SubscriberIdFactory> OpenIdsAsync(CancellationToken cancellationToken)
    {
        var ids = new SubscriberIdFactory(
            Microsoft.Extensions.Options.Options.Create(new EmailCourseOptions { IdKey = idKey() })
        );
        return await IdKeyCheck.FitsAsync(table, ids, cancellationToken) switch
        {
            null => throw new StartException(
                "No course has ever been kept there: it is another account, or the table is missing."
            ),
            false => throw new StartException(
                "This is not the id key that the course's table was made with: nobody would be found."
            ),
            true => ids,
        };
    }

    public void Dispose()
    {
        _metrics.Dispose();
        foreach (var each in held)
        {
            each.Dispose();
        }
    }
}
