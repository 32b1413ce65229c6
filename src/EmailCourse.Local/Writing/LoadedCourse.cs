using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using EmailCourse.Web.Rendering;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Local.Writing;

/// <summary>The course as it was read at one time, with an engine made for it. Whoever uses it disposes its use.</summary>
internal sealed class LoadedCourse : IDisposable
{
    private readonly IDisposable? _owned;

    // The first use is that it runs.
    private int _uses = 1;

    /// <param name="services">The engine.</param>
    /// <param name="owned">What ends with the last use; <see langword="null"/> for nothing.</param>
    public LoadedCourse(IServiceProvider services, IDisposable? owned = null)
    {
        (Services, _owned) = (services, owned);
        Content = services.GetRequiredService<CourseContent>();
        Delivery = ActivatorUtilities.CreateInstance<CourseDelivery>(services);
    }

    /// <summary>The engine's services, made for this course.</summary>
    public IServiceProvider Services { get; }

    public CourseContent Content { get; }

    public ICourseDelivery Delivery { get; }

    /// <summary>Reads the course again. Clock, table, queue, settings and counters stay those of the program.</summary>
    /// <exception cref="CourseException">It cannot be used as it is.</exception>
    /// <exception cref="IOException">A file cannot be read at this moment.</exception>
    public static LoadedCourse Load(IServiceProvider program)
    {
        var services = new ServiceCollection();
        Share<ILoggerFactory>();
        Share<IClock>();
        Share<ICourseTable>();
        Share<IShardQueue>();
        services.AddLogging().AddEmailCourse(program.GetRequiredService<IConfiguration>());
        Share<IOptions<EmailCourseOptions>>();
        Share<IOptions<DeliveryOptions>>();
        Share<IHttpClientFactory>();
        Share<CourseMetrics>();
        var provider = services.BuildServiceProvider();
        try
        {
            var course = new LoadedCourse(provider, provider);
            // Each finds what is wrong with its part when it is made, as at a start.
            provider.GetRequiredService<MailComposer>().ComposeAll();
            provider.GetRequiredService<CoursePageFactory>();
            provider.GetRequiredService<PageRenderer>();
            return course;
        }
        catch
        {
            provider.Dispose();
            throw;
        }

        void Share<T>()
            where T : class => services.AddSingleton(program.GetRequiredService<T>());
    }

    /// <summary>Begins a use.</summary>
    /// <returns><see langword="false"/> if the last one has ended before.</returns>
    public bool TryUse()
    {
        for (var uses = Volatile.Read(ref _uses); uses > 0; uses = Volatile.Read(ref _uses))
        {
            if (Interlocked.CompareExchange(ref _uses, uses + 1, uses) == uses)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            _owned?.Dispose();
        }
    }
}
