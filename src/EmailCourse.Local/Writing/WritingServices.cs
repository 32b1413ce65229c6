using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Writing.Pages;

namespace EmailCourse.Local.Writing;

/// <summary>Registers what follows the folder of the course while it is written, and the pages to write on.</summary>
internal static class WritingServices
{
    /// <summary>After the engine, whose deliveries then go by the course that runs.</summary>
    /// <param name="lessons">The folder of the course.</param>
    /// <param name="before">The folder of the course as its readers have it; <see langword="null"/> if it is the same.</param>
    /// <param name="data">Keeps former words.</param>
    public static void AddWriting(this IServiceCollection services, string lessons, string? before, DataFolder data)
    {
        var started = FolderSnapshot.Of(lessons);
        services.AddSingleton(started).AddSingleton(new LessonsFolder(lessons, new FormerWords(data)));
        services.AddSingleton(program => new RunningCourse(new LoadedCourse(program)));
        services.AddSingleton<ICourseDelivery>(program => program.GetRequiredService<RunningCourse>());
        services.AddSingleton(program => new CourseBaseline(program.GetRequiredService<CourseContent>(), before));
        services.AddSingleton<CourseReloader>().AddSingleton<TextModelFactory>().AddSingleton<SaveEndpoint>();
        services.AddHostedService<LessonsWatcher>();
    }

    public static void MapWriting(this IEndpointRouteBuilder app)
    {
        app.MapWritingPages();
        app.MapChangesPage();
        app.MapWritingEvents();
    }
}
