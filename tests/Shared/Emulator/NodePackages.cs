namespace EmailCourse.TestRuns.Emulator;

/// <summary>Installs the packages of a <c>package.json</c> where they are missing.</summary>
internal static class NodePackages
{
    /// <param name="folder">Where <c>package.json</c> lies.</param>
    /// <param name="program">A file below <c>node_modules</c> that is there when they are.</param>
    /// <param name="name">What people are told is being installed.</param>
    /// <exception cref="InvalidOperationException">The installation failed.</exception>
    public static async Task EnsureAsync(string folder, string program, string name, CancellationToken cancellationToken)
    {
        if (IsComplete(folder, program))
        {
            return;
        }

        await using var turn = await TurnAsync(folder, cancellationToken);
        if (!IsComplete(folder, program))
        {
            await InstallAsync(folder, name, cancellationToken);
        }
    }

    // npm writes this file last: an installation that was cut short does not have it.
    private static bool IsComplete(string folder, string program) =>
        File.Exists(Path.Combine(folder, "node_modules", program))
        && File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"));

    private static async Task InstallAsync(string folder, string name, CancellationToken cancellationToken)
    {
        Console.WriteLine($"Installing {name} (npm ci), once per clone ...");
        string[] npm = OperatingSystem.IsWindows() ? ["cmd", "/c", "npm"] : ["npm"];
        var ran = await Tool.RunAsync(folder, npm[0], [.. npm[1..], "ci", "--no-audit", "--no-fund"], cancellationToken);
        if (ran is null)
        {
            throw new InvalidOperationException(
                "npm was not found; it comes with Node.js. Install Node.js 20 or newer from https://nodejs.org."
            );
        }

        if (ran is { ExitCode: not 0, Output: var output })
        {
            throw new InvalidOperationException($"npm ci failed in {folder}. It said:{Environment.NewLine}{output.Trim()}");
        }
    }

    // npm ci empties node_modules first: two that start together in a fresh clone must take turns.
    private static async Task<FileStream> TurnAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, ".local")).FullName, "npm.lock");
        using var polls = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (true)
        {
            try
            {
                return File.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await polls.WaitForNextTickAsync(cancellationToken);
            }
        }
    }
}
