using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using NodaTime;
using Spectre.Console;

namespace EmailCourse.Bench.Scores;

/// <summary>Shows what was measured beside its targets: as a table in Markdown, and as JSON.</summary>
internal static class Scoreboard
{
    private const int Width = 200;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(IReadOnlyList<Figure> figures, TextWriter output)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(output),
            }
        );
        console.Profile.Width = Width;
        var table = new Table().Border(TableBorder.Markdown).AddColumns("bench", "what", "median", "spread", "target", "");
        foreach (var figure in figures)
        {
            table.AddRow(Cells(figure).Select(cell => new Text(cell)));
        }

        console.Write(table);
        output.WriteLine(Circumstances());
    }

    public static async Task WriteJsonAsync(IReadOnlyList<Figure> figures, string file)
    {
        var board = new
        {
            circumstances = Circumstances(),
            figures = figures.Select(figure => new
            {
                figure.Bench,
                figure.Name,
                figure.Unit,
                figure.Median,
                figure.Least,
                figure.Most,
                figure.Values,
                Target = figure.Target?.ToString(),
                IsMet = figure.Target?.IsMetBy(figure.Median),
            }),
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(board, Indented));
    }

    private static IEnumerable<string> Cells(Figure figure) =>
        [
            figure.Bench,
            figure.Name,
            $"{Text(figure.Median)} {figure.Unit}".TrimEnd(),
            figure.Values.Count > 1 ? $"{Text(figure.Least)}–{Text(figure.Most)}" : "",
            figure.Target?.ToString() ?? "",
            figure.Target is { } target
                ? target.IsMetBy(figure.Median)
                    ? "met"
                    : "missed"
                : "",
        ];

    // Four digits that count: more are noise, and fewer hide the counts.
    private static string Text(double value)
    {
        var decimals = value == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 6);
        return Math.Round(value, decimals).ToString("#,0.######", CultureInfo.InvariantCulture);
    }

    private static string Circumstances() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, "
                + $"{SystemClock.Instance.GetCurrentInstant():uuuu-MM-dd}"
        );
}
