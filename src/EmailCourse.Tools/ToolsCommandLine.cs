using System.CommandLine;
using System.CommandLine.Invocation;
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
    private const int NotUnderstood = 2;
    private const int CourseDoesNotLoad = 2;

    /// <summary>Runs one command, or prints help. Only the command's own output goes to <paramref name="output"/>.</summary>
    /// <returns>
    /// The exit code of the command; 1 when it could not do its work here; 2 when the command line cannot be understood or the
    /// course does not load.
    /// </returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        // A value such as @home is a value, not the name of a file with more arguments.
        var parsed = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var isUnderstood = parsed.Action is not ParseErrorAction;
        if (parsed.Action is ParseErrorAction parseError)
        {
            parseError.ShowTypoCorrections = false;
        }

        try
        {
            var exitCode = await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = errors,
                    EnableDefaultExceptionHandler = false,
                    // Ctrl-C ends the program at once: no command has anything to save.
                    ProcessTerminationTimeout = null,
                }
            );
            return isUnderstood ? exitCode : NotUnderstood;
        }
        catch (StartException e)
        {
            await errors.WriteLineAsync(e.Message);
            return 1;
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
