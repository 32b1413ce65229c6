using EmailCourse.Course;
using EmailCourse.Local.Sandbox;
using EmailCourse.Local.StandIn;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Storage;
using EmailCourse.Local.Writing;
using EmailCourse.Subscribers;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using Microsoft.Extensions.Options;

namespace EmailCourse.Local;

/// <summary>Runs the course on this machine.</summary>
internal static class LocalHead
{
    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <exception cref="StartException">It cannot run here as things are.</exception>
    public static async Task RunAsync(LocalFlags flags)
    {
        var repository = RepositoryRoot.Find();
        using var data = DataFolder.Open(flags.Data ?? Path.Combine(repository, ".local"));
        try
        {
            await using var app = Build(flags, flags.Lessons ?? Path.Combine(repository, "lessons"), data);
            await PrepareAsync(app.Services, flags);
            await ServeAsync(app);
        }
        catch (Exception e) when (e is OptionsValidationException or CourseException)
        {
            throw new StartException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The course cannot start, for a file cannot be read or written: {e.Message}", e);
        }
    }

    private static WebApplication Build(LocalFlags flags, string lessons, DataFolder data)
    {
        var address = OwnAddress.From(flags.Url);
        var keys = LocalKeys.Open(data);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(address.Site.ToString());
        // Of a page elsewhere whose name was made to point here, the browser sends the name.
        builder.Configuration["AllowedHosts"] = $"localhost;127.0.0.1;[::1];{address.Site.Host}";
        builder.Configuration.AddLocalSettings(address, lessons, keys, flags.Storage ?? "");
        builder.Logging.AddLocalLogging();
        builder.Services.AddLocalHead(flags, data, address, keys);
        builder.Services.AddEmailCourse(builder.Configuration);
        builder.Services.AddWriting(lessons, flags.Before, data);
        var app = builder.Build();
        app.Use(CrossOriginGuard.HandleAsync);
        foreach (var endpoint in CourseEndpoints.All)
        {
            app.MapMethods(
                "/" + endpoint.Route,
                endpoint.Methods,
                (HttpContext context, RunningCourse course) => course.HandleAsync(context, endpoint)
            );
        }

        app.MapSandbox();
        app.MapWriting();
        return app;
    }

    private static async Task PrepareAsync(IServiceProvider services, LocalFlags flags)
    {
        // Loaded at startup and not by the first request: a course with a mistake must not start.
        services.GetRequiredService<Mail.MailComposer>().ComposeAll();
        if (flags.Storage is not null)
        {
            await AzureStorageSetup.CreateAsync(services.GetRequiredService<IOptions<EmailCourseOptions>>().Value.Storage);
        }

        services.GetRequiredService<MailIntake>().Load();
    }

    private static string DeskLink(IServiceProvider services)
    {
        var author = EmailAddress.Stored(LocalSettings.Operator);
        return services
            .GetRequiredService<SignInLink>()
            .Create(services.GetRequiredService<DeskAccess>().FindOperator(author)!.Value);
    }

    private static async Task ServeAsync(WebApplication app)
    {
        var address = app.Services.GetRequiredService<OwnAddress>();
        try
        {
            await app.StartAsync();
        }
        catch (IOException e)
        {
            throw new StartException(
                $"{address.Site} cannot be served: {e.Message} Give another address with --urls http://localhost:PORT.",
                e
            );
        }

        Console.WriteLine($"Landing page  {address.Site}");
        Console.WriteLine($"Inbox         {new Uri(address.Site, "/sandbox")}");
        Console.WriteLine($"Write         {new Uri(address.Site, "/sandbox/write")}");
        Console.WriteLine($"Desk          {new Uri(address.Site, DeskLink(app.Services))} (once, within ten minutes)");
        await app.WaitForShutdownAsync();
    }
}
