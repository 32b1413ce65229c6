using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace EmailCourse.Functions;

/// <summary>
/// Tells the host to which invocation a log line belongs. Without it the host drops the line, and neither <c>func start</c> nor
/// the platform's log stream shows it.
/// </summary>
internal sealed class InvocationScope(ILogger<InvocationScope> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>The name by which the worker looks for the invocation in the scopes of a line.</summary>
    private const string Key = "AzureFunctions_InvocationId";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        using (logger.BeginScope(new Dictionary<string, object> { [Key] = context.InvocationId }))
        {
            await next(context);
        }
    }
}
