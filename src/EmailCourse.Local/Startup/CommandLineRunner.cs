using System.CommandLine;
using System.CommandLine.Invocation;

namespace EmailCourse.Local.Startup;

/// <summary>Runs a command line of several commands.</summary>
internal static class CommandLineRunner
{
    private const int NotUnderstood = 2;

    /// <summary>Runs one command, or prints help. Only the command's own output goes to <paramref name="output"/>.</summary>
    /// <returns>
    /// The exit code of the command; 1 when it could not do its work here; 2 when the command line cannot be understood.
    /// </returns>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        // A value such as @home is a value, not the name of a file with more arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
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
            return parsed.Action is ParseErrorAction ? NotUnderstood : exitCode;
        }
        catch (StartException e)
        {
            await errors.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
