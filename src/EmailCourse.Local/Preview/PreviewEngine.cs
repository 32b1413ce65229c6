using EmailCourse.Course;
using EmailCourse.Local.Startup;
using EmailCourse.Web.Rendering;

namespace EmailCourse.Local.Preview;

/// <summary>The engine as it composes and renders, without storage and without a provider: nothing here asks for either.</summary>
internal sealed class PreviewEngine : IDisposable
{
    // A name as long as real ones are, because links stand in text parts at full length.
    private static readonly OwnAddress Address = new(new Uri("https://course.example.org"), new Uri("http://127.0.0.1"));

    private readonly ServiceProvider _services;

    private PreviewEngine(ServiceProvider services) => _services = services;

    public CourseContent Course => Get<CourseContent>();

    public AssetCatalog Assets => Get<AssetCatalog>();

    /// <exception cref="CourseException">Something in the folder is wrong.</exception>
    public static PreviewEngine Of(string lessons)
    {
        var configuration = new ConfigurationBuilder();
        configuration.AddLocalSettings(Address, lessons, LocalKeys.Make(), "UseDevelopmentStorage=true");
        var services = new ServiceCollection().AddLogging().AddEmailCourse(configuration.Build());
        return new PreviewEngine(services.AddSingleton<MailExhibits>().AddSingleton<PageExhibits>().BuildServiceProvider());
    }

    public IReadOnlyList<Exhibit> Mails() => Get<MailExhibits>().All();

    public IReadOnlyList<Exhibit> Pages() => Get<PageExhibits>().All();

    public void Dispose() => _services.Dispose();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
