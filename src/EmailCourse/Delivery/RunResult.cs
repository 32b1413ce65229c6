using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>Whether a run goes on after a step: a closed set, to be matched exhaustively.</summary>
internal abstract record RunResult
{
    private RunResult() { }

    /// <summary>The step is done, and the run goes on.</summary>
    public static readonly RunResult Continue = new Continued();

    /// <summary>The run goes on.</summary>
    public sealed record Continued : RunResult;

    /// <summary>The run ends although more is due.</summary>
    /// <param name="Reason">Why, for traces; says nothing about a person.</param>
    /// <param name="Until">When another run is to go on; otherwise the next tick sees to it.</param>
    public sealed record Stopped(string Reason, Instant? Until = null) : RunResult;
}
