using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace EmailCourse.Tests;

/// <summary>Holds comments and texts to the line length that the formatter gives the code.</summary>
public sealed partial class SourceTextTests
{
    private static readonly string Settings = File.ReadAllText(Repository.Folder(".editorconfig"));

    private static readonly string[] Folders = ["src", "tests", "bench"];

    [Fact]
    public void No_line_of_code_is_longer_than_the_editor_is_told()
    {
        var longest = int.Parse(MaxLineLength().Match(Settings).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

        Assert.Empty(
            Sources()
                .SelectMany(file => File.ReadLines(file).Select((line, index) => (file, Number: index + 1, line.Length)))
                .Where(line => line.Length > longest)
                .Select(line => $"{line.file}:{line.Number} has {line.Length} columns")
        );
    }

    private static IEnumerable<string> Sources() =>
        Folders
            .SelectMany(folder => Directory.EnumerateFiles(Repository.Folder(folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    [GeneratedRegex("max_line_length = ([0-9]+)")]
    private static partial Regex MaxLineLength();
}
