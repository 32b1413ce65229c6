using System.Globalization;
using EmailCourse.Course;
using EmailCourse.Linting;
using NodaTime;

namespace EmailCourse.Local.Writing;

/// <summary>Reads the folder of the course again when it has changed, and lets the course run that is in it, if it can.</summary>
internal sealed partial class CourseReloader : IDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(20);

    private readonly IServiceProvider _program;
    private readonly LessonsFolder _folder;
    private readonly RunningCourse _running;
    private readonly IClock _clock;
    private readonly ILogger<CourseReloader> _logger;
    private readonly SemaphoreSlim _gate = new(1);
    private FolderSnapshot _seen;
    private CourseState _state;
    private TaskCompletionSource _changed = NextChange();
    private int _reloads;
    private bool _isUnreadable;

    /// <param name="started">The folder as it was before the course that runs was read.</param>
    public CourseReloader(
        IServiceProvider program,
        LessonsFolder folder,
        FolderSnapshot started,
        RunningCourse running,
        IClock clock,
        ILogger<CourseReloader> logger
    )
    {
        (_program, _folder, _seen, _running, _clock, _logger) = (program, folder, started, running, clock, logger);
        using var first = running.Use();
        _state = Running(first.Content);
    }

    public CourseState State => Volatile.Read(ref _state);

    /// <summary>Returns the state once it is another one than <paramref name="version"/>.</summary>
    public async Task<CourseState> AfterAsync(string version, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed);
            if (State is { } state && state.Version != version)
            {
                return state;
            }

            await changed.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads the folder if it is not as it was, or if it could not be read.</summary>
    /// <returns>Whether something is new.</returns>
    public async Task<bool> ReloadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_isUnreadable && FolderSnapshot.Of(_folder.Path).IsSameAs(_seen))
            {
                return false;
            }

            var (before, wasUnreadable) = (_seen, _isUnreadable);
            _seen = await SettledAsync(cancellationToken);
            var next = Reload();
            // Tried again in vain: open pages need not hear of it every second.
            if (wasUnreadable && _isUnreadable && _seen.IsSameAs(before) && next.Problems.SequenceEqual(State.Problems))
            {
                return false;
            }

            Volatile.Write(ref _state, next);
            Interlocked.Exchange(ref _changed, NextChange()).SetResult();
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private static TaskCompletionSource NextChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // An editor empties a file before it fills it, or renames two.
    private async Task<FolderSnapshot> SettledAsync(CancellationToken cancellationToken)
    {
        var last = FolderSnapshot.Of(_folder.Path);
        while (true)
        {
            await Task.Delay(Settling, cancellationToken);
            var now = FolderSnapshot.Of(_folder.Path);
            if (now.IsSameAs(last))
            {
                return now;
            }

            last = now;
        }
    }

    private CourseState Reload()
    {
        _isUnreadable = false;
        try
        {
            var course = LoadedCourse.Load(_program);
            var content = course.Content;
            _running.Replace(course);
            return Running(content);
        }
        catch (CourseException e)
        {
            return Broken([.. e.Problems.Select(Remark.Of)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Perhaps only now; the next look reads it again.
            _isUnreadable = true;
            return Broken([Unreadable(e)]);
        }
        catch (Exception e)
        {
            LogFailed(e);
            return Broken([Mistake("The course cannot be read", e)]);
        }
    }

    private static Remark Mistake(string what, Exception e) =>
        new(
            "",
            0,
            $"{what}, and that is a mistake of this program: {e.Message}",
            "Undo your last change in the file, and show this sentence to an engineer."
        );

    private static Remark Unreadable(Exception e) => new("", 0, $"A file cannot be read: {e.Message}", "Save it once more.");

    private CourseState Running(CourseContent content) => new(NextVersion(), [], () => Check(content));

    private CourseState Broken(IReadOnlyList<Remark> problems) => new(NextVersion(), problems, () => new([], [], IsWhole: false));

    private string NextVersion() => string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}.{_reloads++}");

    private CourseCheck Check(CourseContent content)
    {
        try
        {
            var report = CourseLinter.Lint(_folder.Path, content, _clock.GetCurrentInstant().InUtc().Date);
            return new(report.Rows, [.. report.Findings.Select(Remark.Of)]);
        }
        catch (CourseException e)
        {
            return new([], [.. e.Problems.Select(Remark.Of)], IsWhole: false);
        }
        // It has changed again, and the next state knows more.
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new([], [Unreadable(e)], IsWhole: false);
        }
        catch (Exception e)
        {
            LogUnchecked(e);
            return new([], [Mistake("The words cannot be checked", e)], IsWhole: false);
        }
    }

    [LoggerMessage(LogLevel.Error, "The folder of the course could not be read again; the course runs on as it was.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Error, "The words of the course could not be checked.")]
    private partial void LogUnchecked(Exception exception);
}
