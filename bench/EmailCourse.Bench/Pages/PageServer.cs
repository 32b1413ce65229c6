using EmailCourse.Bench.Stand;
using EmailCourse.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Bench.Pages;

/// <summary>
/// Serves the engine's pages on a loopback port, and beside them the bare endpoint: the bytes of the landing page, made before.
/// </summary>
internal static class PageServer
{
    /// <summary>The hidden verb by which this program is the server. It prints its address, and ends with its input.</summary>
    public const string Verb = "serve-pages";

    public const string BareRoute = "bare";

    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        await using var table = await BenchTable.CreateAsync(BenchTable.Memory, Latency.None);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        BenchEngine.Register(builder.Services, table, Latency.None, clock: null);
        await using var app = builder.Build();
        foreach (var endpoint in CourseEndpoints.All)
        {
            app.MapMethods("/" + endpoint.Route, endpoint.Methods, (Delegate)endpoint.Handle);
        }

        var page = Array.Empty<byte>();
        app.MapGet("/" + BareRoute, () => Results.Bytes(page, "text/html; charset=utf-8"));
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        page = await http.GetByteArrayAsync(new Uri("/", UriKind.Relative));
        await output.WriteLineAsync(http.BaseAddress.AbsoluteUri);
        await input.ReadToEndAsync();
    }
}
