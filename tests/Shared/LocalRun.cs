namespace EmailCourse.TestRuns;

/// <summary>A local head with data of its own, whose time stands still until a test moves it.</summary>
internal sealed class LocalRun : IAsyncDisposable
{
    /// <summary>The Friday before clocks in Europe go forward, at noon.</summary>
    public const string Start = "2026-03-27T12:00:00Z";

    private readonly string? _lessons;
    private HeadProcess _head;

    private LocalRun(TestFolder folder, string? lessons, HeadProcess head, Uri site)
    {
        (Folder, _lessons, _head) = (folder, lessons, head);
        Site = new CourseSite(site);
        Sandbox = new Sandbox(Site.Http);
    }

    public TestFolder Folder { get; }

    public CourseSite Site { get; }

    public Sandbox Sandbox { get; }

    /// <summary>The course as it is.</summary>
    public static Task<LocalRun> OfTheRealCourseAsync() => StartAsync(_ => null);

    /// <summary>The course with its first three lessons only.</summary>
    public static Task<LocalRun> OfThreeLessonsAsync() => StartAsync(LessonsCopy.FirstThreeIn);

    public Learner Learner(string email) => new(email, Site, Sandbox);

    public Learner Learner(string email, string timeZone, int hour) => new(email, Site, Sandbox, timeZone, hour);

    /// <summary>Ends the head as Ctrl-C does.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync() => _head.TerminateAsync();

    /// <summary>Ends the head, and nothing but the head, as a power cut does.</summary>
    public Task KillAsync() => _head.KillAsync();

    /// <summary>Starts the head that was ended again, on the same data and address.</summary>
    public async Task StartAgainAsync()
    {
        await _head.DisposeAsync();
        _head = Launch(Folder, _lessons, Site.Http.BaseAddress!);
        await _head.ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        await _head.DisposeAsync();
        await Folder.DisposeAsync();
    }

    private static async Task<LocalRun> StartAsync(Func<TestFolder, string?> lessonsIn)
    {
        var folder = new TestFolder();
        var lessons = lessonsIn(folder);
        var head = Launch(folder, lessons, new Uri("http://127.0.0.1:0"));
        try
        {
            return new LocalRun(folder, lessons, head, await head.ReadyAsync());
        }
        catch
        {
            await head.DisposeAsync();
            await folder.DisposeAsync();
            throw;
        }
    }

    private static HeadProcess Launch(TestFolder folder, string? lessons, Uri address)
    {
        string[] flags = ["--manual", "--clock", Start, "--data", folder.Path, "--urls", address.ToString()];
        return HeadProcess.Launch(lessons is null ? flags : [.. flags, "--lessons", lessons]);
    }
}
