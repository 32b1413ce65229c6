using System.Security.Cryptography;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace EmailCourse.Tests.Engine;

/// <summary>The real container with the real course; only table, queue, provider and clock are a test's own.</summary>
internal sealed class TestEngine : IDisposable
{
    public static readonly Instant Start = Instant.FromUtc(2026, 3, 27, 12, 0);

    private readonly ServiceProvider _services;

    public TestEngine()
    {
        Queue = new TestQueue(Clock);
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IClock>(Clock).AddSingleton<IShardQueue>(Queue);
        services.AddEmailCourse(Settings());
        services.AddSingleton<ICourseTable>(Table).AddSingleton<IMailSender>(Provider);
        _services = services.BuildServiceProvider();
    }

    public TestClock Clock { get; } = new(Start);

    public InMemoryTable Table { get; } = new();

    public TestQueue Queue { get; }

    public TestProvider Provider { get; } = new();

    /// <summary>The private half of the key the webhook is verified with.</summary>
    public static ECDsa WebhookKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Calls an endpoint as a head does.</summary>
    public async Task<DefaultHttpContext> CallAsync(string name, Action<HttpContext> request)
    {
        var endpoint = CourseEndpoints.All.Single(each => each.Name == name);
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Request.Method = endpoint.Method;
        context.Response.Body = new MemoryStream();
        request(context);
        await (await endpoint.Handle(context)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return context;
    }

    /// <summary>Timer and queue until nothing is left that could be done now.</summary>
    public async Task RunAsync()
    {
        await Get<DeliveryTick>().RunAsync(CancellationToken.None);
        while (Queue.TryReceive(out var shard))
            await Get<ShardDelivery>().RunAsync(shard, CancellationToken.None);
    }

    /// <summary>Moves time through every minute at which something is due.</summary>
    public async Task AdvanceToAsync(Instant target)
    {
        await RunAsync();
        while (await Get<NextDue>().AfterAsync(Clock.Now, CancellationToken.None) is { } next && next <= target)
        {
            Clock.Now = next;
            await RunAsync();
        }

        Clock.Now = target;
        await RunAsync();
    }

    public Task<Subscriber?> FindAsync(SubscriberId id) => Get<SubscriberStore>().FindAsync(id, CancellationToken.None);

    /// <summary>Every due row of the course.</summary>
    public IReadOnlyList<DueMail> DueRows() =>
        [.. ShardKey.All.SelectMany(Table.Rows).Where(row => row.RowKey.StartsWith("due~", StringComparison.Ordinal)).Select(row => DueMail.FromRow(row, default))];

    public void Dispose() => _services.Dispose();

    private static IConfiguration Settings() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["EmailCourse:SiteUrl"] = "https://course.example.org",
        ["EmailCourse:Lessons"] = Repository.Folder("lessons"),
        ["EmailCourse:IdKey"] = Convert.ToBase64String(new byte[32]),
        ["EmailCourse:SigningKeys"] = "test:" + Convert.ToBase64String(new byte[32]),
        ["EmailCourse:Storage:ConnectionString"] = "UseDevelopmentStorage=true",
        ["EmailCourse:SendGrid:ApiKey"] = "SG.test",
        ["EmailCourse:SendGrid:WebhookPublicKey"] = Convert.ToBase64String(WebhookKey.ExportSubjectPublicKeyInfo()),
    }).Build();
}
