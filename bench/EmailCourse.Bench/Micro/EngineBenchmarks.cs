using Azure.Data.Tables;
using BenchmarkDotNet.Attributes;
using EmailCourse.Bench.Stand;
using EmailCourse.Bench.Webhook;
using EmailCourse.Course;
using EmailCourse.Delivery;
using EmailCourse.Links;
using EmailCourse.Mail;
using EmailCourse.Mail.SendGrid;
using EmailCourse.SendGridWebhook;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Microsoft.Extensions.Options;
using NodaTime;

namespace EmailCourse.Bench.Micro;

/// <summary>The parts of the engine that run once for each lesson, event or start.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class EngineBenchmarks : IDisposable
{
    private BenchEngine _engine = null!;
    private TableEntity _row = null!;
    private DueRow _due = null!;
    private TableEntity _subscriberRow = null!;
    private Subscriber _subscriber = null!;
    private SendRequest _request = null!;
    private EventCall _call = null!;
    private string _token = "";

    /// <summary>Makes what the parts work on: a shard of 1,000 due lessons, and a call with 1,000 events.</summary>
    [GlobalSetup]
    public async Task PrepareAsync()
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var table = await BenchTable.CreateAsync(BenchTable.Memory, Latency.None);
        _engine = new BenchEngine(table, Latency.None);
        await Learners.AddAsync(_engine, table.Plain, count: 20_000, lessons: 1, now);
        var rows = await table.Plain.ReadAsync(
            ShardKey.All[0],
            ScheduledMail.UpTo(now),
            DeliveryRules.BatchSize,
            CancellationToken.None
        );
        _row = rows[0];
        _due = DueRow.FromRow(_row, default);
        _subscriberRow = (await table.Plain.ReadAsync(ShardKey.All[0], SubscriberRow.All, atMost: 1, CancellationToken.None))[0];
        _subscriber = (Subscriber)SubscriberRow.Read(_subscriberRow);
        _request = new SendRequest(new string('0', 32), _due.Mail, [.. rows.Select(row => DueRow.FromRow(row, default))]);
        _call = new EventCall(batches: 1, now);
        _token = SignLink();
    }

    /// <summary>Ends the engine.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _engine.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Composes every mail of the course, as a start does.</summary>
    [Benchmark]
    public void ComposeAllMails() =>
        new MailComposer(_engine.Get<CourseContent>(), _engine.Get<IOptions<EmailCourseOptions>>()).ComposeAll();

    /// <summary>Makes the request that sends one lesson to 1,000 people, without writing it as JSON.</summary>
    [Benchmark]
    public object CreateRequestFor1000() => _engine.Get<SendGridRequestFactory>().Create(_request);

    /// <summary>Signs one link.</summary>
    [Benchmark]
    public string SignLink() => _engine.Get<LinkTokenSigner>().Sign(LinkPurpose.Unsubscribe, _due.Id, null, []);

    /// <summary>Verifies one link.</summary>
    [Benchmark]
    public object VerifyLink() => _engine.Get<LinkTokenSigner>().Verify(_token, LinkPurpose.Unsubscribe);

    /// <summary>Reads one due row.</summary>
    [Benchmark]
    public object ReadDueRow() => DueRow.FromRow(_row, default);

    /// <summary>Writes one due row.</summary>
    [Benchmark]
    public object WriteDueRow() => _due.ToRow();

    /// <summary>Reads the row of one subscriber.</summary>
    [Benchmark]
    public object ReadSubscriberRow() => SubscriberRow.Read(_subscriberRow);

    /// <summary>Writes the row of one subscriber.</summary>
    [Benchmark]
    public object WriteSubscriberRow() => SubscriberRow.Write(_subscriber);

    /// <summary>Reads a body with 1,000 events.</summary>
    [Benchmark]
    public object? Read1000Events() => _engine.Get<SendGridEventReader>().Read(_call.Body);

    /// <summary>Verifies the signature of that body.</summary>
    [Benchmark]
    public bool VerifySignatureOf1000Events() => _call.IsVerifiedBy(_engine.Get<WebhookSignatureVerifier>());
}
