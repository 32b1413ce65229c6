using System.Diagnostics;

namespace EmailCourse.Local.Emulator;

/// <summary>Ends the emulator so that it saves: it writes its tables and queues to disk seconds late, and last of all on SIGTERM.</summary>
internal static class AzuriteEnd
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly string[] Farewells = ["Queue service successfully closed", "Table service successfully closed"];

    public static async Task StopAsync(AzuriteRecord record, string log)
    {
        // Windows knows no SIGTERM: leave it the five seconds within which it saves by itself.
        if (OperatingSystem.IsWindows())
        {
            await Task.Delay(TimeSpan.FromSeconds(6));
        }

        await Node.TerminateAsync(record.Pid);
        using var patience = new CancellationTokenSource(Timeout);
        while (record.IsAlive && !patience.IsCancellationRequested && !await HasSavedAsync(log))
        {
            await Task.Delay(50, CancellationToken.None);
        }
        // Saved, it would still wait for our own idle connections, and those end only with us.
        if (record.IsAlive)
        {
            Kill(record.Pid);
        }
    }

    private static async Task<bool> HasSavedAsync(string log)
    {
        await using var file = new FileStream(log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var said = await reader.ReadToEndAsync();
        return Farewells.All(farewell => said.Contains(farewell, StringComparison.Ordinal));
    }

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended meanwhile.
        }
    }
}
