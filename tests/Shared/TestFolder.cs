namespace EmailCourse.TestRuns;

/// <summary>A folder for the data of one run, deleted when the test is over.</summary>
internal sealed class TestFolder : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("email-course-");

    public string Path => _folder.FullName;

    /// <summary>Waits until the stand-in has accepted the first request of mails.</summary>
    public Task FirstMailAsync() => RequestsAsync(1);

    /// <summary>How many requests the stand-in has accepted. A number it had begun when it was killed stays unused.</summary>
    public int Requests => Directory.GetDirectories(System.IO.Path.Combine(Path, "mail")).Count(folder => !IsDraft(folder));

    /// <summary>Waits until the stand-in has accepted so many requests.</summary>
    public Task RequestsAsync(int count) => UntilAsync(() => Requests >= count);

    /// <summary>Waits until the stand-in is in the middle of accepting a request.</summary>
    public Task RequestInProgressAsync() =>
        UntilAsync(() => Directory.GetDirectories(System.IO.Path.Combine(Path, "mail")).Any(IsDraft));

    public void Dispose() => _folder.Delete(recursive: true);

    private static bool IsDraft(string folder) => folder.EndsWith(".draft", StringComparison.Ordinal);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var deadline = new CancellationTokenSource(Timeout);
        using var polls = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!isSo())
        {
            await polls.WaitForNextTickAsync(deadline.Token);
        }
    }
}
