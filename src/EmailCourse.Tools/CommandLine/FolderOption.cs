using System.CommandLine;

namespace EmailCourse.Tools.CommandLine;

/// <summary>An optional folder; its value is the full path, or <see langword="null"/> when it was not given.</summary>
internal static class FolderOption
{
    public static Option<string?> Create(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "FOLDER" };
        option.CustomParser = result =>
        {
            // "--lessons --out x": the folder was forgotten, and what follows is meant as an option.
            if (result.Tokens is [{ Value: { Length: > 0 } folder }] && !folder.StartsWith("--", StringComparison.Ordinal))
            {
                return Path.GetFullPath(folder);
            }

            result.AddError($"{name} needs a folder.");
            return null;
        };
        return option;
    }
}
