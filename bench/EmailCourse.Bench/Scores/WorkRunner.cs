using Spectre.Console;

namespace EmailCourse.Bench.Scores;

/// <summary>Runs one work after the other, and shows how far it is.</summary>
internal static class WorkRunner
{
    /// <param name="errors">Where the progress is shown, so that the scoreboard alone goes to the output.</param>
    public static async Task<IReadOnlyList<Figure>> RunAsync(IReadOnlyList<Work> works, TextWriter errors)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });
        var figures = new List<Figure>();
        await console
            .Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var tasks = works.Select(work => progress.AddTask(work.Name, autoStart: false, maxValue: work.Steps)).ToList();
                foreach (var (work, task) in works.Zip(tasks))
                {
                    task.StartTask();
                    figures.AddRange(await work.RunAsync(() => task.Increment(1)));
                    task.StopTask();
                }
            });
        return figures;
    }
}
