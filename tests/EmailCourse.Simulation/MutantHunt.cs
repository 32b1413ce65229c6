using System.Diagnostics;

namespace EmailCourse.Simulation;

/// <summary>Builds each mutant from a copy of the sources and has the simulation look for it.</summary>
internal static class MutantHunt
{
    private static readonly string[] BuildFiles =
    [
        "Directory.Build.props",
        "Directory.Packages.props",
        "BannedSymbols.txt",
        "global.json",
        ".editorconfig",
    ];

    /// <summary>Hunts the mutants in whose name a text is, each with so many seeds.</summary>
    /// <returns>How many got away.</returns>
    public static int Run(string repository, int seeds, string only)
    {
        var copy = Directory.CreateTempSubdirectory("mutants-").FullName;
        try
        {
            return Mutants
                .All.Where(mutant => mutant.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
                .Count(mutant => !IsCaught(mutant, repository, copy, seeds));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>The engine's file with the mistakes made.</summary>
    /// <exception cref="InvalidOperationException">
    /// A text to be changed is not there exactly once: the mutant must be brought up to date.
    /// </exception>
    public static string Mutate(string source, Mutant mutant, string file)
    {
        foreach (var edit in mutant.Edits.Where(edit => edit.File == file))
        {
            if (source.Split(edit.Text).Length != 2)
            {
                throw new InvalidOperationException($"Mutant '{mutant.Name}': {file} does not hold this once: {edit.Text}");
            }

            source = source.Replace(edit.Text, edit.Instead, StringComparison.Ordinal);
        }

        return source;
    }

    private static bool IsCaught(Mutant mutant, string repository, string copy, int seeds)
    {
        CopySources(repository, copy);
        foreach (var file in mutant.Edits.Select(edit => edit.File).Distinct())
        {
            var path = Path.Combine(copy, "src", "EmailCourse", file);
            File.WriteAllText(path, Mutate(File.ReadAllText(path), mutant, file));
        }

        var project = Path.Combine(copy, "tests", "EmailCourse.Simulation");
        if (
            Dotnet(
                copy,
                "build",
                project,
                "-c",
                "Release",
                "-v",
                "quiet",
                "-p:TreatWarningsAsErrors=false",
                "-p:RunAnalyzers=false"
            ) is
            (not 0, var errors)
        )
        {
            throw new InvalidOperationException($"Mutant '{mutant.Name}' does not compile:{Environment.NewLine}{errors}");
        }

        var (exit, output) = Dotnet(
            copy,
            "run",
            "--project",
            project,
            "-c",
            "Release",
            "--no-build",
            "--",
            "--first",
            "--seeds",
            $"{seeds}"
        );
        Console.WriteLine(
            $"{(exit == 1 ? "caught  " : "AT LARGE")}  {mutant.Name, -42} {output.Split('\n').ElementAtOrDefault(1)?.Trim()}"
        );
        return exit == 1;
    }

    private static void CopySources(string repository, string copy)
    {
        foreach (var name in BuildFiles)
        {
            File.Copy(Path.Combine(repository, name), Path.Combine(copy, name), overwrite: true);
        }

        foreach (var folder in new[] { "src/EmailCourse", "tests/EmailCourse.Simulation" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, folder), "*", SearchOption.AllDirectories))
            {
                var relative = Path.GetRelativePath(repository, file);
                if (relative.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                {
                    continue;
                }

                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, relative))!);
                File.Copy(file, Path.Combine(copy, relative), overwrite: true);
            }
        }
    }

    private static (int Exit, string Output) Dotnet(string folder, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true }
        )!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
