namespace EmailCourse.Bench.Scores;

/// <summary>Something to be measured.</summary>
/// <param name="Name">What the progress bar says meanwhile.</param>
/// <param name="Steps">How often <paramref name="RunAsync"/> calls the action it is given.</param>
internal sealed record Work(string Name, int Steps, Func<Action, Task<IReadOnlyList<Figure>>> RunAsync);
