using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace EmailCourse.Local.Writing;

/// <summary>Tells open pages the version of each state of the folder, beginning with the present (server-sent events).</summary>
internal static class WritingEvents
{
    public static void MapWritingEvents(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/sandbox/write/events",
            (CourseReloader reloader, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
                TypedResults.ServerSentEvents(Versions(reloader, lifetime.ApplicationStopping, cancellationToken))
        );

    // It ends with the program, which would otherwise wait for pages that nobody closes.
    private static async IAsyncEnumerable<SseItem<string>> Versions(
        CourseReloader reloader,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        for (var version = ""; !ends.IsCancellationRequested; )
        {
            try
            {
                version = (await reloader.AfterAsync(version, ends.Token)).Version;
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            yield return new SseItem<string>(version);
        }
    }
}
