using EmailCourse.Course;
using EmailCourse.Local.Startup;
using EmailCourse.Local.Writing;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmailCourse.Tools.Preview;

/// <summary>Composes the mails and renders the pages of a course with the engine. Needs neither storage nor SendGrid.</summary>
internal sealed class CoursePreview : IDisposable
{
    // As long as real ones are: text parts show links at full length.
    private static readonly OwnAddress Address = new(new Uri("https://course.example.org"), new Uri("http://127.0.0.1"));

    private readonly ServiceProvider _services;

    private CoursePreview(ServiceProvider services) => _services = services;

    /// <exception cref="CourseException">The course does not load.</exception>
    public CourseContent Course => Get<CourseContent>();

    public AssetCatalog Assets => Get<AssetCatalog>();

    /// <param name="lessons">The folder of the course. It is read when something is first asked for.</param>
    public static CoursePreview Open(string lessons)
    {
        var configuration = new ConfigurationBuilder();
        configuration.AddLocalSettings(Address, lessons, LocalKeys.Make(), "UseDevelopmentStorage=true");
        var services = new ServiceCollection().AddLogging().AddEmailCourse(configuration.Build());
        return new CoursePreview(
            services
                .AddSingleton<SampleMailComposer>()
                .AddSingleton<MailPreviewComposer>()
                .AddSingleton<PagePreviewRenderer>()
                .BuildServiceProvider()
        );
    }

    public IReadOnlyList<PreviewItem> Mails() => Get<MailPreviewComposer>().ComposeAll();

    public IReadOnlyList<PreviewItem> Pages() => Get<PagePreviewRenderer>().RenderAll();

    public void Dispose() => _services.Dispose();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
