using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace EmailCourse.Functions;

/// <summary>
/// Sets the remote address of a request to the caller's. The host hands requests on by a proxy of its own, which replaces
/// <c>X-Forwarded-For</c> and the connection; the headers as the platform received them are in the invocation's binding data.
/// </summary>
internal sealed class CallerAddress : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            http.Connection.RemoteIpAddress = Of(context.BindingContext.BindingData.GetValueOrDefault("Headers") as string);
        }

        return next(context);
    }

    /// <summary>
    /// The last address of <c>X-Forwarded-For</c>, without its port: the platform's front end appends it, and whatever stands
    /// before is the caller's own word.
    /// </summary>
    /// <param name="headers">The headers as a JSON object.</param>
    /// <returns><see langword="null"/> if there is none.</returns>
    private static IPAddress? Of(string? headers)
    {
        if (string.IsNullOrEmpty(headers))
        {
            return null;
        }

        using var json = JsonDocument.Parse(headers);
        var forwarded = json
            .RootElement.EnumerateObject()
            .Where(header => header.Name.Equals("X-Forwarded-For", StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value)
            .FirstOrDefault();
        var last = forwarded.ValueKind switch
        {
            JsonValueKind.String => forwarded.GetString(),
            JsonValueKind.Array => forwarded.EnumerateArray().LastOrDefault().ToString(),
            _ => null,
        };
        return IPEndPoint.TryParse(last?.Split(',')[^1].Trim() ?? "", out var endpoint) ? endpoint.Address : null;
    }
}
