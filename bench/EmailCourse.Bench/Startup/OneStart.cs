using System.Diagnostics;
using EmailCourse.Bench.Stand;
using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Bench.Startup;

/// <summary>
/// Starts the engine in this process, which must have started nothing before: up to the first landing page, and on to the last
/// mail.
/// </summary>
internal static class OneStart
{
    public static async Task<StartStages> RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        double Now() => Stopwatch.GetElapsedTime(began).TotalMilliseconds;

        await using var table = await BenchTable.CreateAsync(BenchTable.Memory, Latency.None);
        await using var services = BenchEngine
            .Register(new ServiceCollection(), table, Latency.None, clock: null)
            .BuildServiceProvider();
        var registered = Now();
        services.GetRequiredService<CourseContent>();
        var loaded = Now();
        var landing = CourseEndpoints.All.Single(endpoint => endpoint.Route.Length == 0);
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = "GET";
        await (await landing.Handle(context)).ExecuteAsync(context);
        var firstPage = Now();
        services.GetRequiredService<MailComposer>().ComposeAll();
        return new StartStages(registered, loaded, firstPage, Now());
    }
}
