using System.Text;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Emulator;

/// <summary>Node.js, which the storage emulator is written for.</summary>
internal static class Node
{
    private const int Oldest = 20;
    private const string Fix = "Install Node.js 20 or newer from https://nodejs.org and start again.";

    /// <exception cref="StartException">Node is missing or too old.</exception>
    public static async Task RequireAsync(CancellationToken cancellationToken)
    {
        var answer =
            await Tool.RunAsync(".", "node", ["--version"], cancellationToken)
            ?? throw new StartException($"Node.js was not found; the storage emulator needs it. {Fix}");
        var version = answer.Output.Trim();
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], out var major) || major < Oldest)
        {
            throw new StartException($"Node.js is too old: {version}. {Fix}");
        }
    }

    /// <summary>Starts a script in a session of its own, so that a kill of ours does not reach it, and writes its record at once, so that it
    /// is found again even if we die this very moment.</summary>
    public static async Task LaunchAsync(
        string log,
        string record,
        AzuritePorts ports,
        IEnumerable<string> script,
        CancellationToken cancellationToken
    )
    {
        const string launcher = """
            const fs = require('fs');
            const [log, record, ports, ...script] = process.argv.slice(1);
            const out = fs.openSync(log, 'w');
            const child = require('child_process').spawn(process.execPath, script, { detached: true, stdio: ['ignore', out, out] });
            fs.writeFileSync(record + '.draft', JSON.stringify({ pid: child.pid, ports: JSON.parse(ports), startedAt: new Date().toISOString() }));
            fs.renameSync(record + '.draft', record);
            child.unref();
            """;
        var ran = await Tool.RunAsync(
            ".",
            "node",
            ["-e", launcher, "--", log, record, Encoding.UTF8.GetString(LocalJson.Bytes(ports)), .. script],
            cancellationToken
        );
        if (ran is not { ExitCode: 0 })
        {
            throw new StartException($"The storage emulator could not be started: {ran?.Output.Trim()}");
        }
    }

    /// <summary>Asks a process to end. Node spells the signal alike on every system; on Windows it ends the process outright.</summary>
    public static Task TerminateAsync(int pid) =>
        Tool.RunAsync(".", "node", ["-e", $"process.kill({pid}, 'SIGTERM')"], CancellationToken.None);
}
