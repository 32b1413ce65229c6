namespace EmailCourse.Simulation;

/// <summary>One process, or one request, from its start to its end or its crash. Nothing it awaits ever comes back once it is dead.</summary>
internal sealed class Life
{
    private static readonly AsyncLocal<Life?> Flowing = new();

    public static Life Current => Flowing.Value ?? throw new InvalidOperationException("The engine is called outside any life.");

    public bool IsDead { get; private set; }

    /// <summary>Told once, when it crashes.</summary>
    public Action? Crashed { get; init; }

    public void Crash()
    {
        IsDead = true;
        Crashed?.Invoke();
    }

    /// <summary>Runs <paramref name="work"/> as this life.</summary>
    public async Task RunAsync(Func<Task> work)
    {
        Flowing.Value = this;
        await work();
    }
}
