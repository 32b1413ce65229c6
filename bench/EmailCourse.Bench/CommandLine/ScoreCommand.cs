using System.CommandLine;
using EmailCourse.Bench.Scores;

namespace EmailCourse.Bench.CommandLine;

/// <summary>A verb that measures, and prints a scoreboard.</summary>
internal sealed class ScoreCommand : Command
{
    private readonly BenchOptions _options;
    private readonly Func<BenchSettings, IReadOnlyList<Work>> _works;

    /// <param name="own">The options that mean something to it, besides the one that every verb has.</param>
    public ScoreCommand(
        string name,
        string description,
        BenchOptions options,
        IEnumerable<Option> own,
        Func<BenchSettings, IReadOnlyList<Work>> works
    )
        : base(name, description)
    {
        (_options, _works) = (options, works);
        foreach (var option in own.Append(options.Json))
        {
            Add(option);
        }

        SetAction((result, _) => RunAsync(result));
    }

    private async Task<int> RunAsync(ParseResult result)
    {
        var (output, errors) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
#if DEBUG
        await errors.WriteLineAsync("This is a debug build, and its timings say nothing: run with -c Release.");
#endif
        var figures = new List<Figure>();
        try
        {
            await WorkRunner.RunAsync(_works(_options.Read(result)), figures, errors);
        }
        finally
        {
            Scoreboard.Write(figures, output);
        }

        if (result.GetValue(_options.Json) is { } file)
        {
            await Scoreboard.WriteJsonAsync(figures, file);
        }

        return 0;
    }
}
