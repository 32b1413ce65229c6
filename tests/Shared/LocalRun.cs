using Azure.Data.Tables;
using EmailCourse.Local.Storage;
using EmailCourse.Storage;

namespace EmailCourse.TestRuns;

/// <summary>A local head with data of its own. Its time stands still until a test moves it, unless a test lets it flow.</summary>
internal sealed class LocalRun : IAsyncDisposable
{
    /// <summary>The Friday before clocks in Europe go forward, at noon.</summary>
    public const string Start = "2026-03-27T12:00:00Z";

    private readonly string? _storage;
    private readonly Func<Uri, HeadProcess> _launch;
    private HeadProcess _head;

    private LocalRun(TestFolder folder, string? storage, Func<Uri, HeadProcess> launch, HeadProcess head, Uri site)
    {
        (Folder, _storage, _launch, _head) = (folder, storage, launch, head);
        Site = new CourseSite(site);
        Sandbox = new Sandbox(Site.Http);
    }

    public TestFolder Folder { get; }

    public CourseSite Site { get; }

    public Sandbox Sandbox { get; }

    /// <summary>The course as it is.</summary>
    public static Task<LocalRun> OfTheRealCourseAsync() => StartAsync(_ => null, storage: null);

    /// <summary>The course as it is, in a copy for a test to edit.</summary>
    public static Task<LocalRun> OfACopyAsync() => StartAsync(LessonsCopy.In, storage: null);

    /// <summary>The course with its first three lessons only.</summary>
    /// <param name="storage">A connection string to keep the rows by; <see langword="null"/> for the default.</param>
    public static Task<LocalRun> OfThreeLessonsAsync(string? storage = null) => StartAsync(LessonsCopy.FirstThreeIn, storage);

    /// <summary>The same with settings of the engine, as environment variables.</summary>
    public static Task<LocalRun> OfThreeLessonsWithAsync(params (string Name, string Value)[] settings) =>
        StartAsync(LessonsCopy.FirstThreeIn, storage: null, manual: true, settings);

    /// <summary>The course with the lessons of its first edition.</summary>
    public static Task<LocalRun> OfTheFirstEditionAsync() => StartAsync(LessonsCopy.FirstEditionIn, storage: null);

    /// <summary>The same with time that flows, as people run it.</summary>
    /// <param name="settings">Settings of the engine, as environment variables.</param>
    public static Task<LocalRun> InFlowingTimeAsync(params (string Name, string Value)[] settings) =>
        StartAsync(LessonsCopy.FirstThreeIn, storage: null, manual: false, settings);

    public Learner Learner(string email) => new(email, Site, Sandbox);

    public Learner Learner(string email, string timeZone, int hour) => new(email, Site, Sandbox, timeZone, hour);

    /// <summary>Opens the table of the course beside the running head.</summary>
    public async Task<T> InTableAsync<T>(Func<ICourseTable, Task<T>> use)
    {
        if (_storage is not null)
        {
            return await use(new CourseTable(new TableClient(_storage, new StorageOptions().Table)));
        }

        using var table = new SqliteCourseTable(CourseDatabase.Open(Path.Combine(Folder.Path, "course.db")));
        return await use(table);
    }

    /// <summary>Ends the head as Ctrl-C does.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync() => _head.TerminateAsync();

    /// <summary>Ends the head, and nothing but the head, as a power cut does.</summary>
    public Task KillAsync() => _head.KillAsync();

    /// <summary>Starts the head that was ended again, on the same data and address.</summary>
    public async Task StartAgainAsync()
    {
        await _head.DisposeAsync();
        _head = _launch(Site.Http.BaseAddress!);
        await _head.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        await _head.DisposeAsync();
        Folder.Dispose();
    }

    private static async Task<LocalRun> StartAsync(
        Func<TestFolder, string?> lessonsIn,
        string? storage,
        bool manual = true,
        params (string Name, string Value)[] settings
    )
    {
        var folder = new TestFolder();
        string[] flags =
        [
            .. manual ? ["--manual"] : Array.Empty<string>(),
            .. new[] { "--quotas", "off", "--clock", Start, "--data", folder.Path },
            .. Given("--lessons", lessonsIn(folder)),
            .. Given("--storage", storage),
        ];
        var head = Launch(new Uri("http://127.0.0.1:0"));
        try
        {
            return new LocalRun(folder, storage, Launch, head, await head.ReadyAsync());
        }
        catch
        {
            await head.DisposeAsync();
            folder.Dispose();
            throw;
        }

        HeadProcess Launch(Uri address) => HeadProcess.Launch(settings, [.. flags, "--urls", address.ToString()]);
    }

    private static string[] Given(string flag, string? value) => value is null ? [] : [flag, value];
}
