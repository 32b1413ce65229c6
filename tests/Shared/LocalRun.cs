using Azure.Data.Tables;
using EmailCourse.Local.Storage;
using EmailCourse.Storage;

namespace EmailCourse.TestRuns;

/// <summary>A local head with data of its own, whose time stands still until a test moves it.</summary>
internal sealed class LocalRun : IAsyncDisposable
{
    /// <summary>The Friday before clocks in Europe go forward, at noon.</summary>
    public const string Start = "2026-03-27T12:00:00Z";

    private readonly string? _lessons;
    private readonly string? _storage;
    private HeadProcess _head;

    private LocalRun(TestFolder folder, string? lessons, string? storage, HeadProcess head, Uri site)
    {
        (Folder, _lessons, _storage, _head) = (folder, lessons, storage, head);
        Site = new CourseSite(site);
        Sandbox = new Sandbox(Site.Http);
    }

    public TestFolder Folder { get; }

    public CourseSite Site { get; }

    public Sandbox Sandbox { get; }

    /// <summary>The course as it is.</summary>
    public static Task<LocalRun> OfTheRealCourseAsync() => StartAsync(_ => null, storage: null);

    /// <summary>The course with its first three lessons only.</summary>
    /// <param name="storage">A connection string to keep the rows by; <see langword="null"/> for the default.</param>
    public static Task<LocalRun> OfThreeLessonsAsync(string? storage = null) => StartAsync(LessonsCopy.FirstThreeIn, storage);

    /// <summary>The course with the lessons of its first edition.</summary>
    public static Task<LocalRun> OfTheFirstEditionAsync() => StartAsync(LessonsCopy.FirstEditionIn, storage: null);

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
        _head = Launch(Folder, _lessons, _storage, Site.Http.BaseAddress!);
        await _head.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        await _head.DisposeAsync();
        Folder.Dispose();
    }

    private static async Task<LocalRun> StartAsync(Func<TestFolder, string?> lessonsIn, string? storage)
    {
        var folder = new TestFolder();
        var lessons = lessonsIn(folder);
        var head = Launch(folder, lessons, storage, new Uri("http://127.0.0.1:0"));
        try
        {
            return new LocalRun(folder, lessons, storage, head, await head.ReadyAsync());
        }
        catch
        {
            await head.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    private static HeadProcess Launch(TestFolder folder, string? lessons, string? storage, Uri address)
    {
        string[] flags = ["--manual", "--quotas", "off", "--clock", Start, "--data", folder.Path, "--urls", address.ToString()];
        return HeadProcess.Launch([.. flags, .. Given("--lessons", lessons), .. Given("--storage", storage)]);
    }

    private static string[] Given(string flag, string? value) => value is null ? [] : [flag, value];
}
