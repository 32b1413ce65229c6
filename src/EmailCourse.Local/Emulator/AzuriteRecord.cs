using System.Diagnostics;
using System.Text.Json.Serialization;

namespace EmailCourse.Local.Emulator;

/// <summary>What is kept about a started emulator, so that the next run finds it, or its ports, again.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Ports">Where it listens.</param>
/// <param name="StartedAt">When it was started: an id alone may belong to another process by now.</param>
internal sealed record AzuriteRecord(int Pid, AzuritePorts Ports, DateTimeOffset StartedAt)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    [JsonIgnore]
    public bool IsAlive
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Pid);
                return !IsZombie() && (process.StartTime.ToUniversalTime() - StartedAt.UtcDateTime).Duration() < Tolerance;
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    // In a container nobody may collect an orphan that ended; it would seem to live for ever.
    private bool IsZombie()
    {
        var path = $"/proc/{Pid}/stat";
        if (!OperatingSystem.IsLinux() || !File.Exists(path))
        {
            return false;
        }

        var stat = File.ReadAllText(path);
        return stat[(stat.LastIndexOf(')') + 2)..].StartsWith('Z');
    }
}
