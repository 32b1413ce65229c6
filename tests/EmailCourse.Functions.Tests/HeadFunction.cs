using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Functions.Tests;

/// <summary>One function of the head, found and called as the worker does.</summary>
internal sealed record HeadFunction(string Name, MethodInfo Method, Attribute Trigger)
{
    public static IReadOnlyList<HeadFunction> All { get; } =
    [
        .. from method in typeof(HeadFunction).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        select new HeadFunction(function.Name, method, TriggerOf(method)),
    ];

    public static HeadFunction Named(string name) => All.Single(function => function.Name == name);

    public static IEnumerable<(HeadFunction Function, T Trigger)> With<T>()
        where T : Attribute => All.Where(function => function.Trigger is T).Select(function => (function, (T)function.Trigger));

    public Task<IResult> AnswerAsync(HttpContext context) => (Task<IResult>)Method.Invoke(null, [context.Request])!;

    public Task RunAsync(IServiceProvider services, object input) =>
        (Task)
            Method.Invoke(
                ActivatorUtilities.CreateInstance(services, Method.DeclaringType!),
                BindingFlags.DoNotWrapExceptions,
                binder: null,
                [input, CancellationToken.None],
                culture: null
            )!;

    private static Attribute TriggerOf(MethodInfo method) =>
        method
            .GetParameters()[0]
            .GetCustomAttributes()
            .Single(attribute => attribute.GetType().Name.EndsWith("TriggerAttribute", StringComparison.Ordinal));
}
