using System.CommandLine;

namespace EmailCourse.Tools.CommandLine;

/// <summary>A command whose help ends with examples.</summary>
internal abstract class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>What may be typed after the command's name, and what that does.</summary>
    public abstract IReadOnlyList<(string Options, string Purpose)> Examples { get; }
}
