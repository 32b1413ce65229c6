using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EmailCourse.Tools.CommandLine;

/// <summary>
/// Prints the usual help in the words a person types in this repository, followed by the examples of a <see cref="ToolCommand"/>.
/// </summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    private const string Typed = "dotnet run --project src/EmailCourse.Tools --";

    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Description = "Shows this help.";
        root.Options.OfType<VersionOption>().Single().Description = "Shows the version.";
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        using var usual = new StringWriter();
        parseResult.InvocationConfiguration.Output = usual;
        help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(usual.ToString().Replace($"  {RootCommand.ExecutableName} ", $"  {Typed} ", StringComparison.Ordinal));
        WriteExamples(parseResult.CommandResult.Command, output);
        return 0;
    }

    private static void WriteExamples(Command command, TextWriter output)
    {
        if (command is ToolCommand { Examples: var examples })
        {
            output.WriteLine("Examples:");
            foreach (var (options, purpose) in examples)
            {
                output.WriteLine($"  {purpose}");
                output.WriteLine($"    {$"{Typed} {command.Name} {options}".TrimEnd()}");
            }

            output.WriteLine();
        }
    }
}
