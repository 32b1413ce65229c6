using System.Globalization;
using EmailCourse.Lists;
using Spectre.Console;

namespace EmailCourse.Tools.Lists;

/// <summary>A bar on a terminal; where the output goes into a file or another program, plain lines.</summary>
internal static class ImportDisplay
{
    public static Task<T> RunAsync<T>(TextWriter output, long bytes, Func<IImportProgress, Task<T>> run) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected
            ? RunWithBarAsync(output, bytes, run)
            : run(new Lines(output));

    private static Task<T> RunWithBarAsync<T>(TextWriter output, long bytes, Func<IImportProgress, Task<T>> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        return console
            .Progress()
            .StartAsync(context => run(new Bar(console, context.AddTask("Reading the list", maxValue: bytes))));
    }

    private static string Words(int line, string reason) => string.Create(CultureInfo.InvariantCulture, $"line {line}: {reason}");

    private sealed class Bar(IAnsiConsole console, ProgressTask task) : IImportProgress
    {
        public void NotTaken(int line, string reason) => console.WriteLine(Words(line, reason));

        public void Advance(long bytes, int rows) => task.Value = bytes;
    }

    private sealed class Lines(TextWriter output) : IImportProgress
    {
        private const int Interval = 10_000;

        public void NotTaken(int line, string reason) => output.WriteLine(Words(line, reason));

        public void Advance(long bytes, int rows)
        {
            if (rows % Interval == 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows read."));
            }
        }
    }
}
