using System.Diagnostics;
using System.Reflection;

namespace EmailCourse.IntegrationTests.Infrastructure;

/// <summary>The Bicep compiler, as its NuGet package brings it. It needs no network: the templates use no registry.</summary>
internal static class Bicep
{
    // Each run compiles everything again with two or three threads, so that more at once only wait for each other.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    private static readonly string Compiler = typeof(Bicep)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "BicepPath")
        .Value!.Replace('\\', Path.DirectorySeparatorChar);

    public static Task<Output> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public static async Task<Output> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await OneAtATime.WaitAsync();
        try
        {
            return await Processes.RunAsync(Compiler, arguments, environment);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}

/// <summary>What a program said.</summary>
internal sealed record Output(int ExitCode, string Text, string Errors);

internal static class Processes
{
    public static async Task<Output> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = InfraFolder.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Output(process.ExitCode, await text, await errors);
    }
}
