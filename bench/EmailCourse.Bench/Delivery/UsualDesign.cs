using Azure;
using Azure.Data.Tables;
using EmailCourse.Bench.Stand;
using EmailCourse.Course;
using EmailCourse.Mail;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using Scriban;
using SendGrid;
using SendGrid.Helpers.Mail;
using MailAddress = SendGrid.Helpers.Mail.EmailAddress;

namespace EmailCourse.Bench.Delivery;

/// <summary>
/// What tutorials build: a timer scans the whole table, and for each subscriber who is due renders the lesson, calls SendGrid and
/// updates the row, one after the other. Here everybody is due, which is kind to it: a scan reads all others too.
/// </summary>
internal sealed class UsualDesign
{
    private readonly ICourseTable _table;
    private readonly SendGridClient _sendGrid;
    private readonly ComposedMail _mail;
    private readonly Template _html;
    private readonly Template _text;

    private UsualDesign(DeliveryScene scene)
    {
        _table = scene.Table.Table;
        var network = new AcceptingSendGrid(scene.Scenario.MailLatency, scene.Table.Requests);
        _sendGrid = new SendGridClient(new HttpClient(network), new SendGridClientOptions { ApiKey = "SG.bench" });
        _mail = scene.Engine.Get<MailComposer>().Compose(scene.Engine.Get<CourseContent>().Lessons[0].Template.Key);
        _html = Template.Parse(WithVariables(_mail.Html));
        _text = Template.Parse(WithVariables(_mail.Text));
    }

    public static Task<Func<Task>> PrepareAsync(DeliveryScene scene)
    {
        var design = new UsualDesign(scene);
        return Task.FromResult<Func<Task>>(design.RunAsync);
    }

    private async Task RunAsync()
    {
        foreach (var shard in ShardKey.All)
        {
            var pages = _table.PagesAsync(shard, SubscriberRow.All, TableLimits.PageRows, CancellationToken.None);
            await foreach (var page in pages)
            {
                foreach (var subscriber in page)
                {
                    await SendAsync(subscriber);
                    await UpdateAsync(shard, subscriber);
                }
            }
        }
    }

    private async Task SendAsync(TableEntity subscriber)
    {
        var link = $"https://course.example.org/unsubscribe?id={subscriber.RowKey}";
        var model = new { first_name = subscriber.GetString("FirstName"), link };
        var message = MailHelper.CreateSingleEmail(
            new MailAddress(_mail.From.Address, _mail.From.Name),
            new MailAddress(subscriber.GetString("Email")),
            _mail.Subject,
            await _text.RenderAsync(model),
            await _html.RenderAsync(model)
        );
        message.AddHeader("List-Unsubscribe", $"<{link}>");
        await _sendGrid.SendEmailAsync(message);
    }

    private async Task UpdateAsync(ShardKey shard, TableEntity subscriber)
    {
        var row = new TableEntity(subscriber.PartitionKey, subscriber.RowKey) { ["Lesson"] = 2 };
        await new Transaction(shard).Merge(row, ETag.All).CommitAsync(_table, CancellationToken.None);
    }

    // What the engine leaves to SendGrid's substitutions, a template fills in here.
    private static string WithVariables(string text) =>
        SubstitutionTags.All.Aggregate(
            text,
            (done, tag) => done.Replace(tag, tag.Contains("link", StringComparison.Ordinal) ? "{{ link }}" : "{{ first_name }}")
        );
}
