using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using EmailCourse.Bench.Micro;

namespace EmailCourse.Bench.CommandLine;

/// <summary>Measures the parts of the engine alone, with BenchmarkDotNet.</summary>
internal sealed class MicroCommand : Command
{
    public MicroCommand()
        : base("micro", "Measures parts of the engine alone: composing, links, rows, events, signatures.") =>
        SetAction(_ =>
        {
            BenchmarkRunner.Run<EngineBenchmarks>(Configuration());
        });

    // In this process: a generated project would not be held to what this repository's build asks for.
    private static ManualConfig Configuration() =>
        ManualConfig
            .CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default);
}
