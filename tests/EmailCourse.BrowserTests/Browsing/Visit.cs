using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace EmailCourse.BrowserTests.Browsing;

/// <summary>A window of its own, and everything its pages asked for or complained about.</summary>
internal sealed class Visit : IAsyncDisposable
{
    // Generous: other test projects may run on the same two cores.
    private const float PatienceInMilliseconds = 60_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _console = new();
    private readonly ConcurrentQueue<Uri> _requests = new();

    private Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        context.Console += (_, message) => _console.Enqueue($"{message.Type}: {message.Text}");
        context.WebError += (_, error) => _console.Enqueue(error.Error);
        context.Request += (_, request) => _requests.Enqueue(new Uri(request.Url));
    }

    public IPage Page { get; }

    /// <summary>What the browser's console says.</summary>
    public IReadOnlyCollection<string> Console => _console;

    public IReadOnlyCollection<Uri> Requests => _requests;

    public static async Task<Visit> BeginAsync(IBrowserContext context)
    {
        context.SetDefaultTimeout(PatienceInMilliseconds);
        context.SetDefaultNavigationTimeout(PatienceInMilliseconds);
        return new Visit(context, await context.NewPageAsync());
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
