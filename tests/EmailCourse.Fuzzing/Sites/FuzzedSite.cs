using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Simulation;
using EmailCourse.Storage;
using EmailCourse.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>
/// The engine with the real course behind a real Kestrel, as both heads have it; table, queue, provider, clock and network are in
/// memory. Plays one seed after the other, each from the same rows.
/// </summary>
internal sealed class FuzzedSite : IAsyncDisposable
{
    public static readonly Uri Address = new("https://course.example.org");

    /// <summary>Of a page that may sign people up.</summary>
    public const string AllowedOrigin = "https://www.example.org";

    public const string Operator = "author@example.org";
    public const string DeskKey = "thirty-two-or-more-random-letters";

    // The course is immutable, so every site may share it.
    private static readonly Lazy<CourseContent> Course = new(() => CourseContent.Load(Repository.Folder("lessons")));

    private readonly MemoryTransport _transport = new();
    private readonly WatchedTable _table = new();
    private readonly TestClock _clock = new(Inhabitants.Start);
    private readonly RequestInspector _inspector;
    private readonly WebApplication _app;

    private FuzzedSite()
    {
        _inspector = new RequestInspector(_table);
        var provider = new CalmProvider();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(Settings(Repository.Folder("lessons")));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddRoutingCore().AddLogging();
        builder.Services.AddSingleton<Microsoft.AspNetCore.Connections.IConnectionListenerFactory>(_transport);
        builder.Services.AddSingleton<IClock>(_clock).AddSingleton<ICourseTable>(_table);
        builder.Services.AddSingleton<IShardQueue>(new CalmQueue());
        builder.Services.AddSingleton<IIdGenerator>(new SeededIds(new Random(0)));
        builder.Services.AddEmailCourse(builder.Configuration);
        // Time passes here without a timer.
        builder.Services.Configure<DeliveryOptions>(options => options.NextTick = null);
        builder.Services.AddSingleton(_ => Course.Value).AddSingleton<IMailSender>(provider);
        builder.Services.AddSingleton<ISignInMailSender>(provider);
        _app = builder.Build();
        _app.Use(_inspector.HandleAsync);
        foreach (var endpoint in CourseEndpoints.All)
        {
            _app.MapMethods("/" + endpoint.Route, endpoint.Methods, (Delegate)endpoint.Handle);
        }

        Inhabitants = new Inhabitants(_app.Services, _clock, provider);
        Tokens = new TokenMaker(_app.Services);
    }

    public TokenMaker Tokens { get; }

    private Inhabitants Inhabitants { get; }

    public static async Task<FuzzedSite> StartAsync()
    {
        var site = new FuzzedSite();
        await site._app.StartAsync();
        await site.Inhabitants.SettleAsync();
        site._table.Save();
        var broken = ShardKey.All.SelectMany(shard => RowAudit.Check(site._table.Rows, shard)).ToList();
        return broken.Count == 0 ? site : throw new InvalidOperationException(string.Join('\n', broken));
    }

    /// <summary>Puts everything back to how it was before the first seed.</summary>
    public void Restore()
    {
        _table.Restore();
        _clock.Now = Inhabitants.Settled;
    }

    public void Pass(Duration time) => _clock.Now += time;

    /// <summary>The id of the batch whose answer was lost.</summary>
    public string LostBatch() =>
        ShardKey.All.SelectMany(_table.Rows.Rows).Select(row => row.RowKey.Split('~')).First(key => key[0] == "batch")[1];

    /// <summary>Sends a request, and gives the bytes of the answer and what was wrong.</summary>
    public async Task<(byte[] Answer, IReadOnlyList<string> Violations)> SendAsync(byte[] request)
    {
        var answer = await _transport.SendAsync(request);
        return (answer, _inspector.TakeViolations());
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>Settings that are good.</summary>
    /// <param name="lessons">The folder of the course.</param>
    public static Dictionary<string, string?> Settings(string lessons) =>
        new()
        {
            ["EmailCourse:SiteUrl"] = Address.ToString(),
            ["EmailCourse:Lessons"] = lessons,
            ["EmailCourse:AnswerTime"] = "0",
            ["EmailCourse:AllowedOrigins"] = AllowedOrigin,
            ["EmailCourse:Desk:Operators"] = Operator,
            ["EmailCourse:Desk:AccessKey"] = DeskKey,
            // It goes by the real time, and all requests come from one network.
            ["EmailCourse:Quotas:RequestsPerMinute"] = "0",
            ["EmailCourse:IdKey"] = Convert.ToBase64String(new byte[32]),
            ["EmailCourse:SigningKeys"] = "test:" + Convert.ToBase64String(new byte[32]),
            ["EmailCourse:Storage:ConnectionString"] = "UseDevelopmentStorage=true",
            ["EmailCourse:SendGrid:ApiKey"] = "SG.test",
            ["EmailCourse:SendGrid:WebhookPublicKey"] = WebhookSigner.SendGrid.PublicKey,
        };

    private static void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Listen(System.Net.IPAddress.Loopback, 80);
    }
}
