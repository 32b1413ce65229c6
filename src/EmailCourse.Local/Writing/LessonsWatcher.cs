using System.Threading.Channels;

namespace EmailCourse.Local.Writing;

/// <summary>
/// Notices when a file of the course is saved. The system tells of it at once; where it does not, as on some network drives or
/// after the folder had another name for a while, looking every second does.
/// </summary>
internal sealed class LessonsWatcher(LessonsFolder folder, CourseReloader reloader) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _told = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watcher = Watch();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var wasTold = await WaitAsync(stoppingToken);
                if (await reloader.ReloadAsync(stoppingToken) && !wasTold)
                {
                    watcher?.Dispose();
                    watcher = Watch();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It stops, and nothing failed.
        }
        finally
        {
            watcher?.Dispose();
        }
    }

    /// <returns>Whether the system told of a change; <see langword="false"/> when a second has passed.</returns>
    private async Task<bool> WaitAsync(CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Interval);
        try
        {
            return await _told.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    // None where the folder is not there, or the system has no watcher left for us.
    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(folder.Path) { IncludeSubdirectories = true };
            watcher.Changed += Tell;
            watcher.Created += Tell;
            watcher.Deleted += Tell;
            watcher.Renamed += Tell;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return null;
        }
    }

    private void Tell(object sender, FileSystemEventArgs e) => _told.Writer.TryWrite(true);
}
