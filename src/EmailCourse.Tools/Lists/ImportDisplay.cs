using System.Globalization;
using Spectre.Console;

namespace EmailCourse.Tools.Lists;

/// <summary>Shows how far an import is, and what it reports.</summary>
internal interface IImportDisplay
{
    void WriteLine(string line);

    /// <param name="bytes">How much of the file has been read.</param>
    /// <param name="rows">How many rows that was.</param>
    void Advance(long bytes, int rows);
}

/// <summary>A bar on a terminal; where the output goes into a file or another program, plain lines.</summary>
internal static class ImportDisplay
{
    public static Task<T> RunAsync<T>(TextWriter output, long bytes, Func<IImportDisplay, Task<T>> run) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected
            ? RunWithBarAsync(output, bytes, run)
            : run(new Lines(output));

    private static Task<T> RunWithBarAsync<T>(TextWriter output, long bytes, Func<IImportDisplay, Task<T>> run)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        return console
            .Progress()
            .StartAsync(context => run(new Bar(console, context.AddTask("Reading the list", maxValue: bytes))));
    }

    private sealed class Bar(IAnsiConsole console, ProgressTask task) : IImportDisplay
    {
        public void WriteLine(string line) => console.WriteLine(line);

        public void Advance(long bytes, int rows) => task.Value = bytes;
    }

    private sealed class Lines(TextWriter output) : IImportDisplay
    {
        private const int Interval = 10_000;

        public void WriteLine(string line) => output.WriteLine(line);

        public void Advance(long bytes, int rows)
        {
            if (rows % Interval == 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows read."));
            }
        }
    }
}
