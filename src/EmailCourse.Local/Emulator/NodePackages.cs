using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Emulator;

/// <summary>The packages of <c>package.json</c>, installed when they are not there.</summary>
internal static class NodePackages
{
    /// <returns>The emulator's program.</returns>
    /// <exception cref="StartException">The installation failed.</exception>
    public static async Task<string> EnsureAsync(string repository, CancellationToken cancellationToken)
    {
        var azurite = Path.Combine(repository, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!IsComplete(repository, azurite))
        {
            await using var turn = await TurnAsync(repository, cancellationToken);
            if (!IsComplete(repository, azurite))
                await InstallAsync(repository, cancellationToken);
        }

        return azurite;
    }

    // npm writes this file last: an installation that was cut short does not have it.
    private static bool IsComplete(string repository, string azurite) =>
        File.Exists(azurite) && File.Exists(Path.Combine(repository, "node_modules", ".package-lock.json"));

    private static async Task InstallAsync(string repository, CancellationToken cancellationToken)
    {
        Console.WriteLine("Installing the storage emulator (npm ci), once per clone ...");
        string[] npm = OperatingSystem.IsWindows() ? ["cmd", "/c", "npm"] : ["npm"];
        var ran = await Tool.RunAsync(repository, npm[0], [.. npm[1..], "ci", "--no-audit", "--no-fund"], cancellationToken);
        if (ran is null)
            throw new StartException("npm was not found; it comes with Node.js. Install it from https://nodejs.org and start again.");
        if (ran is { ExitCode: not 0, Output: var output })
            throw new StartException($"npm ci failed in {repository}. It said:{Environment.NewLine}{output.Trim()}");
    }

    // npm ci empties node_modules first: two courses started together in a fresh clone must take turns.
    private static async Task<FileStream> TurnAsync(string repository, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(repository, ".local")).FullName, "npm.lock");
        while (true)
        {
            try
            {
                return File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellationToken);
            }
        }
    }
}
