using Spectre.Console;

namespace EmailCourse.Bench.Scores;

/// <summary>Runs one work after the other, and shows how far it is.</summary>
internal static class WorkRunner
{
    /// <param name="measured">Takes what was measured; all that was before, where one fails.</param>
    /// <param name="errors">Where the progress is shown, so that the scoreboard alone goes to the output.</param>
    public static async Task RunAsync(IReadOnlyList<Work> works, List<Figure> measured, TextWriter errors)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });
        await console
            .Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                var tasks = works.Select(work => progress.AddTask(work.Name, autoStart: false, maxValue: work.Steps)).ToList();
                foreach (var (work, task) in works.Zip(tasks))
                {
                    task.StartTask();
                    measured.AddRange(await work.RunAsync(() => task.Increment(1)));
                    task.StopTask();
                }
            });
    }
}
