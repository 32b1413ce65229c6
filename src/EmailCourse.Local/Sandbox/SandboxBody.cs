using System.Text.Json;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Sandbox;

/// <summary>Reads the JSON body of a call of the sandbox API.</summary>
internal static class SandboxBody
{
    /// <param name="request">The call.</param>
    /// <param name="fix">What a right body looks like.</param>
    /// <param name="cancellationToken">The caller left.</param>
    /// <exception cref="BadInputException">The body is no JSON object or a field has the wrong type.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, string fix, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            // Whatever the content type: a call typed by hand should just work.
            return await JsonSerializer.DeserializeAsync<T>(request.Body, LocalJson.Options, cancellationToken)
                ?? throw new BadInputException("body", $"Send {fix}.");
        }
        catch (JsonException e)
        {
            throw new BadInputException(e.Path is { Length: > 2 } path ? path[2..] : "body", $"Not understood. Send {fix}.");
        }
    }

    /// <summary>Answers a <see cref="BadInputException"/> as problem+json.</summary>
    public static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadInputException e)
        {
            return Results.ValidationProblem(
                new Dictionary<string, string[]> { [e.Field] = [e.Message] },
                title: $"{e.Field}: {e.Message}"
            );
        }
    }
}
