using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Functions.Tests;

/// <summary>One function of the head as the Functions SDK describes it to the host, called as the worker calls it.</summary>
internal sealed record HeadFunction(string Name, string EntryPoint, IReadOnlyList<JsonObject> Bindings)
{
    /// <summary>What the worker tells the host when asked for its functions.</summary>
    public static IReadOnlyList<HeadFunction> All { get; } =
    [
        .. from function in new GeneratedFunctionMetadataProvider().GetFunctionMetadataAsync("").Result
        let bindings = function.RawBindings!.Select(binding => JsonNode.Parse(binding)!.AsObject())
        select new HeadFunction(function.Name!, function.EntryPoint!, [.. bindings]),
    ];

    public JsonObject Trigger => Bindings.Single(binding => TypeOf(binding).EndsWith("Trigger", StringComparison.Ordinal));

    /// <summary>What the build writes into <c>functions.metadata</c> beside the head.</summary>
    public static IReadOnlyList<HeadFunction> ReadFile(string path) =>
        [
            .. from function in JsonNode.Parse(File.ReadAllText(path))!.AsArray()
            let bindings = function["bindings"]!.AsArray().Select(binding => binding!.AsObject())
            select new HeadFunction((string)function["name"]!, (string)function["entryPoint"]!, [.. bindings]),
        ];

    public static HeadFunction Named(string name) => All.Single(function => function.Name == name);

    public static IEnumerable<HeadFunction> TriggeredBy(string type) => All.Where(function => TypeOf(function.Trigger) == type);

    public Task<IResult> AnswerAsync(HttpContext context) => (Task<IResult>)Method().Invoke(null, [context.Request])!;

    public Task RunAsync(IServiceProvider services, object input)
    {
        var method = Method();
        return (Task)
            method.Invoke(
                ActivatorUtilities.CreateInstance(services, method.DeclaringType!),
                BindingFlags.DoNotWrapExceptions,
                binder: null,
                [input, CancellationToken.None],
                culture: null
            )!;
    }

    private static string TypeOf(JsonObject binding) => (string)binding["type"]!;

    private MethodInfo Method()
    {
        var dot = EntryPoint.LastIndexOf('.');
        return typeof(WebFunctions).Assembly.GetType(EntryPoint[..dot], throwOnError: true)!.GetMethod(EntryPoint[(dot + 1)..])!;
    }
}
