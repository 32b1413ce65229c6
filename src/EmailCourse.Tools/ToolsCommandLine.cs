using System.CommandLine;
using EmailCourse.Course;
using EmailCourse.Local.Startup;
using EmailCourse.Tools.CommandLine;
using EmailCourse.Tools.Diff;
using EmailCourse.Tools.Doctor;
using EmailCourse.Tools.Lint;
using EmailCourse.Tools.Lists;
using EmailCourse.Tools.Preview;
using EmailCourse.Tools.Seed;
using EmailCourse.Tools.Subscribers;

namespace EmailCourse.Tools;

/// <summary>The command line of the tools.</summary>
internal static class ToolsCommandLine
{
    private const int CourseDoesNotLoad = 2;

    /// <summary>Runs one command, or prints help. Only the command's own output goes to <paramref name="output"/>.</summary>
    /// <returns>
    /// The exit code of the command; 1 when it could not do its work here; 2 when the command line cannot be understood or the
    /// course does not load.
    /// </returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        try
        {
            return await CommandLineRunner.RunAsync(Root(), args, output, errors);
        }
        catch (CourseException e)
        {
            await errors.WriteLineAsync(e.Message);
            return CourseDoesNotLoad;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand(
            "Tools for the author and the operator of the course. None of them sends mail, and only erase, import and seed "
                + "change anything."
        )
        {
            new LintCommand(),
            new DiffCommand(),
            new PreviewCommand(),
            new DoctorCommand(),
            new FindCommand(),
            new ExportCommand(),
            new EraseCommand(),
            new ImportCommand(),
            new ExportAllCommand(),
            new SeedCommand(),
        };
        HelpWithExamples.AddTo(root);
        return root;
    }
}
