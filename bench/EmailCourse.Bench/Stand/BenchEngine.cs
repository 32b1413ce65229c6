using System.Security.Cryptography;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Local.Startup;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.Storage;
using EmailCourse.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Bench.Stand;

/// <summary>
/// The engine as both heads register it, with the real course and SendGrid's real SDK; only the table, the queue, the network
/// below the SDK and, if one is given, the clock are the bench's own.
/// </summary>
internal sealed class BenchEngine : IDisposable
{
    private static readonly Uri Site = new("https://course.example.org");

    // The course and its mails are immutable, so every engine of the process may share them.
    private static readonly Lazy<CourseContent> Course = new(() => CourseContent.Load(Lessons));
    private static readonly Lazy<MailComposer> Composer = new(() =>
        new MailComposer(Course.Value, Options.Create(new EmailCourseOptions { SiteUrl = Site }))
    );

    private readonly ServiceProvider _services;
    private readonly BenchQueue _queue;

    public BenchEngine(BenchTable table, Latency mailLatency, IClock? clock = null)
        : this(
            Register(new ServiceCollection(), table, mailLatency, clock)
                .AddSingleton(_ => Course.Value)
                .AddSingleton(_ => Composer.Value)
        ) { }

    private BenchEngine(IServiceCollection services)
    {
        _services = services.BuildServiceProvider();
        _queue = (BenchQueue)Get<IShardQueue>();
        // After the start of a program, and not by its first run.
        Get<MailComposer>().ComposeAll();
    }

    /// <summary>The folder of the course that comes with the engine.</summary>
    public static string Lessons => Path.Combine(RepositoryRoot.Find(), "lessons");

    /// <summary>A key like any other.</summary>
    public static string IdKey { get; } = Convert.ToBase64String(new byte[32]);

    /// <summary>The engine's settings as environment variables of a head, without its storage.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> HeadSettings =>
        Settings()
            .Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value));

    /// <summary>The private half of the key that the webhook is verified with.</summary>
    public static ECDsa WebhookKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Registers an engine that loads the course anew.</summary>
    public static IServiceCollection Register(IServiceCollection services, BenchTable table, Latency mailLatency, IClock? clock)
    {
        services.AddLogging().AddSingleton(table.Table).AddSingleton<IShardQueue>(new BenchQueue(table.Requests));
        services.AddSingleton(clock ?? SystemClock.Instance);
        services.AddEmailCourse(new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build());
        services
            .AddHttpClient(SendGridApi.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new AcceptingSendGrid(mailLatency, table.Requests));
        return services;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A timer's tick, and then the runs that it asked for, so many at a time.</summary>
    public async Task DeliverAsync(int parallel)
    {
        await Get<ICourseDelivery>().TickAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(RunShardsAsync)));
    }

    /// <summary>Calls an endpoint as a head does.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> CallAsync(CourseEndpoint endpoint, Action<HttpContext> request)
    {
        using var scope = _services.CreateScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = endpoint.Methods[0];
        request(context);
        await (await endpoint.Handle(context)).ExecuteAsync(context);
        return context.Response.StatusCode;
    }

    public void Dispose() => _services.Dispose();

    private async Task RunShardsAsync()
    {
        while (_queue.TryReceive(out var shard))
        {
            await Get<ICourseDelivery>().RunShardAsync(shard, CancellationToken.None);
        }
    }

    private static Dictionary<string, string?> Settings() =>
        new()
        {
            ["EmailCourse:SiteUrl"] = Site.AbsoluteUri,
            ["EmailCourse:Lessons"] = Lessons,
            // Waiting on purpose would hide what an answer costs.
            ["EmailCourse:AnswerTime"] = "0",
            ["EmailCourse:MinimumFormTime"] = "0",
            ["EmailCourse:IdKey"] = IdKey,
            ["EmailCourse:SigningKeys"] = "bench:" + Convert.ToBase64String(new byte[32]),
            ["EmailCourse:SendGrid:ApiKey"] = "SG.bench",
            ["EmailCourse:SendGrid:WebhookPublicKey"] = Convert.ToBase64String(WebhookKey.ExportSubjectPublicKeyInfo()),
        };
}
