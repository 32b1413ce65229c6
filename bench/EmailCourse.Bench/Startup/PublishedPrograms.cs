using System.Diagnostics;
using EmailCourse.Local.Startup;

namespace EmailCourse.Bench.Startup;

/// <summary>
/// The head as Azure gets it, and this program compiled ahead in the same way, in a folder that is deleted with this object. Both
/// run on Linux and x64 only.
/// </summary>
internal sealed class PublishedPrograms : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bench-");

    private PublishedPrograms() { }

    /// <summary>The folder of the head.</summary>
    public string Head => Path.Combine(_folder.FullName, "head");

    /// <summary>The assembly of this program.</summary>
    public string Bench => Path.Combine(_folder.FullName, "bench", "EmailCourse.Bench.dll");

    /// <exception cref="StartException">They cannot be built here.</exception>
    public static async Task<PublishedPrograms> CreateAsync()
    {
        var programs = new PublishedPrograms();
        try
        {
            await PublishAsync("src/EmailCourse.Functions", programs.Head);
            await PublishAsync("bench/EmailCourse.Bench", Path.GetDirectoryName(programs.Bench)!, "-p:CompiledAhead=true");
            return programs;
        }
        catch
        {
            programs.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task PublishAsync(string project, string folder, params string[] properties)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-o", folder, .. properties])
        {
            WorkingDirectory = RepositoryRoot.Find(),
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new StartException($"dotnet publish {project} failed: {said}");
        }
    }
}
