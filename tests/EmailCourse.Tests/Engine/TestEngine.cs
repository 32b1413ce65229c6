using System.Security.Cryptography;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Mail;
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

    // The course is immutable, so every engine of the test run may share it.
    private static readonly Lazy<CourseContent> TheCourse = new(() => CourseContent.Load(Repository.Folder("lessons")));

    private readonly ServiceProvider _services;

    /// <param name="also">Registers what this one test wants otherwise.</param>
    public TestEngine(Action<IServiceCollection>? also = null)
        : this(new InMemoryTable(), also) { }

    /// <param name="table">The rows themselves, if <paramref name="also"/> registers a table that stands before them.</param>
    /// <param name="also">Registers what this one test wants otherwise.</param>
    public TestEngine(InMemoryTable table, Action<IServiceCollection>? also)
    {
        Table = table;
        Queue = new TestQueue(Clock);
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<IClock>(Clock).AddSingleton<IShardQueue>(Queue);
        services.AddEmailCourse(new ConfigurationBuilder().AddInMemoryCollection(GoodSettings()).Build());
        services.AddSingleton(_ => TheCourse.Value).AddSingleton<ICourseTable>(Table).AddSingleton<IMailSender>(Provider);
        also?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    /// <summary>The lessons of the real course, in order.</summary>
    public static IReadOnlyList<LessonSlug> Lessons { get; } = [.. TheCourse.Value.Lessons.Select(lesson => lesson.Slug)];

    public TestClock Clock { get; } = new(Start);

    public InMemoryTable Table { get; }

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
        context.Request.Method = endpoint.Methods[0];
        context.Response.Body = new MemoryStream();
        request(context);
        await (await endpoint.Handle(context)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return context;
    }

    /// <summary>Timer and queue until nothing is left that could be done now.</summary>
    public async Task RunAsync()
    {
        await Get<ICourseDelivery>().TickAsync(CancellationToken.None);
        while (Queue.TryReceive(out var shard))
        {
            await Get<ICourseDelivery>().RunShardAsync(shard, CancellationToken.None);
        }
    }

    /// <summary>Moves time through every minute at which something is due.</summary>
    public async Task AdvanceToAsync(Instant target)
    {
        await RunAsync();
        while (await Get<NextDueReader>().AfterAsync(Clock.Now, CancellationToken.None) is { } next && next <= target)
        {
            Clock.Now = next;
            await RunAsync();
        }

        Clock.Now = target;
        await RunAsync();
    }

    /// <summary>
    /// Everything stored, versions included, to tell whether something changed; but when the timer ran last, and how many forms
    /// were not taken.
    /// </summary>
    public IReadOnlyList<string> Snapshot() =>
        [
            .. ShardKey
                .All.SelectMany(Table.Rows)
                .Where(row => row.RowKey != LastTickStore.RowKey && !IsRefusedForm(row.RowKey))
                .Select(row => $"{row.PartitionKey}/{row.RowKey} {row.ETag}"),
        ];

    private static bool IsRefusedForm(string rowKey) =>
        rowKey.EndsWith($"~{CounterTopics.RefusedForms}", StringComparison.Ordinal);

    public Task<Subscriber?> FindAsync(SubscriberId id) => Get<SubscriberStore>().FindAsync(id, CancellationToken.None);

    /// <summary>Every due row of the course.</summary>
    public IReadOnlyList<DueRow> DueRows() =>
        [
            .. ShardKey
                .All.SelectMany(Table.Rows)
                .Where(row => row.RowKey.StartsWith("due~", StringComparison.Ordinal))
                .Select(row => DueRow.FromRow(row, default)),
        ];

    public void Dispose() => _services.Dispose();

    /// <summary>Settings that are good, for a test to spoil.</summary>
    public static Dictionary<string, string?> GoodSettings() =>
        new()
        {
            ["EmailCourse:SiteUrl"] = "https://course.example.org",
            ["EmailCourse:Lessons"] = Repository.Folder("lessons"),
            ["EmailCourse:AnswerTime"] = "0",
            ["EmailCourse:MinimumFormTime"] = "0",
            ["EmailCourse:IdKey"] = Convert.ToBase64String(new byte[32]),
            ["EmailCourse:SigningKeys"] = "test:" + Convert.ToBase64String(new byte[32]),
            ["EmailCourse:Storage:ConnectionString"] = "UseDevelopmentStorage=true",
            ["EmailCourse:Desk:Operators"] = DeskRequests.Operator,
            ["EmailCourse:Desk:AccessKey"] = DeskRequests.Key,
            ["EmailCourse:SendGrid:ApiKey"] = "SG.test",
            ["EmailCourse:SendGrid:WebhookPublicKey"] = Convert.ToBase64String(WebhookKey.ExportSubjectPublicKeyInfo()),
        };
}
