using System.Globalization;
using EmailCourse.Bench.Stand;
using EmailCourse.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Bench.Pages;

/// <summary>
/// Serves the engine's pages on a loopback port, and beside each its bare endpoint: routed by the same server, it answers the
/// page's bytes, made before, with their type and length and no other header.
/// </summary>
internal static class PageServer
{
    /// <summary>
    /// The hidden verb by which this program is the server. It prints its address, answers each line with the processor time it
    /// has taken so far, in ticks of <see cref="TimeSpan"/>, and ends with its input.
    /// </summary>
    public const string Verb = "serve-pages";

    /// <summary>The routes of the pages that are the same for everybody.</summary>
    public static IReadOnlyList<string> Pages { get; } = [Routes.Landing, Routes.Privacy, Routes.CheckYourInbox];

    public static string BareRoute(string page) => "bare/" + page;

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

        var bytes = new Dictionary<string, byte[]>();
        foreach (var page in Pages)
        {
            app.MapGet("/" + BareRoute(page), () => Results.Bytes(bytes[page], "text/html; charset=utf-8"));
        }

        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        foreach (var page in Pages)
        {
            bytes[page] = await http.GetByteArrayAsync(new Uri("/" + page, UriKind.Relative));
        }

        await output.WriteLineAsync(http.BaseAddress.AbsoluteUri);
        while (await input.ReadLineAsync() is not null)
        {
            await output.WriteLineAsync(Environment.CpuUsage.TotalTime.Ticks.ToString(CultureInfo.InvariantCulture));
        }
    }
}
