namespace EmailCourse.Simulation;

/// <summary>
/// One process, or one request, from its start to its end or its crash. Nothing it awaits ever comes back once it is dead.
/// </summary>
internal sealed class Life
{
    private static readonly AsyncLocal<Life?> Flowing = new();

    private readonly Action? _crashed;

    private Life(Action? crashed) => _crashed = crashed;

    public static Life Current => Flowing.Value ?? throw new InvalidOperationException("The engine is called outside any life.");

    public bool IsDead { get; private set; }

    /// <summary>
    /// Runs <paramref name="work"/> as a life of its own. An exception that is no simulated fault is a bug, and is told to
    /// <paramref name="surprised"/>.
    /// </summary>
    public static async void Begin(Func<Task> work, Action? crashed, Action<Exception> surprised)
    {
        Flowing.Value = new Life(crashed);
        try
        {
            await work();
        }
        catch (Exception bug)
        {
            surprised(bug);
        }
    }

    public void Crash()
    {
        IsDead = true;
        _crashed?.Invoke();
    }
}
