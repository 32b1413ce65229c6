using EmailCourse.Course;
using EmailCourse.Local.Emulator;
using EmailCourse.Local.Sandbox;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Startup;
using EmailCourse.Web;
using Microsoft.Extensions.Options;

namespace EmailCourse.Local;

/// <summary>The course on this machine, from start to stop.</summary>
internal static class LocalHead
{
    /// <summary>Runs until Ctrl-C or SIGTERM, and leaves everything saved.</summary>
    /// <exception cref="StartException">It cannot run here as things are.</exception>
    public static async Task RunAsync(LocalFlags flags)
    {
        var repository = Repository.Find();
        using var data = DataFolder.Open(flags.Data ?? Path.Combine(repository, ".local"));
        using var interrupt = new StartInterrupt();
        try
        {
            await using var azurite = await Azurite.StartAsync(repository, data, interrupt.Token);
            await using var app = Build(flags, flags.Lessons ?? Path.Combine(repository, "lessons"), data, azurite);
            await PrepareAsync(app.Services, interrupt.Token);
            await ServeAsync(app, interrupt);
        }
        catch (Exception e) when (e is OptionsValidationException or CourseException)
        {
            throw new StartException(e.Message, e);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            Console.WriteLine("Stopped before it was ready.");
        }
    }

    private static WebApplication Build(LocalFlags flags, string lessons, DataFolder data, Azurite azurite)
    {
        var address = OwnAddress.From(flags.Url);
        var keys = LocalKeys.Open(data);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(address.Site.ToString());
        builder.Configuration.AddLocalSettings(address, lessons, keys, azurite.ConnectionString);
        builder.Logging.AddLocalLogging();
        builder.Services.AddLocalHead(flags, data, address, keys);
        builder.Services.AddEmailCourse(builder.Configuration);
        var app = builder.Build();
        foreach (var endpoint in CourseEndpoints.All)
        {
            app.MapMethods("/" + endpoint.Route, [endpoint.Method], (Delegate)endpoint.Handle);
        }

        app.MapSandbox();
        return app;
    }

    private static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        // Asked for now, not with the first request: a course with a mistake must not start.
        services.GetRequiredService<CourseContent>();
        await StorageSetup.CreateAsync(
            services.GetRequiredService<IOptions<EmailCourseOptions>>().Value.Storage,
            cancellationToken
        );
        services.GetRequiredService<MailIntake>().Load();
    }

    private static async Task ServeAsync(WebApplication app, StartInterrupt interrupt)
    {
        var address = app.Services.GetRequiredService<OwnAddress>();
        try
        {
            await app.StartAsync(interrupt.Token);
        }
        catch (IOException e)
        {
            throw new StartException(
                $"{address.Site} cannot be served: {e.Message} Give another address with --urls http://localhost:PORT.",
                e
            );
        }

        interrupt.Dispose();
        Console.WriteLine($"Landing page  {address.Site}");
        Console.WriteLine($"Inbox         {new Uri(address.Site, "/sandbox")}");
        await app.WaitForShutdownAsync();
    }
}
