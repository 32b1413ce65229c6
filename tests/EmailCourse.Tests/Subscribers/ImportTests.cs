using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class ImportTests : IDisposable
{
    private static readonly Instant ConsentedAt = Instant.FromUtc(2025, 11, 3, 9, 30);

    private readonly InterferingTable _table;
    private readonly TestEngine _engine;

    public ImportTests() => _engine = InterferingTable.CreateEngine(out _table);

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task An_imported_person_gets_the_first_lesson_at_their_next_hour_and_the_rest_after_it()
    {
        Assert.Equal([ImportOutcome.Taken], await ImportAsync(People.Ana));
        await _engine.RunAsync();

        Assert.Empty(_engine.MailsTo());
        // Of Berlin's clock, which goes forward that night.
        await _engine.AdvanceToAsync(Instant.FromUtc(2026, 3, 28, 7, 0));
        Assert.Equal([TestEngine.Lessons[0].Value], _engine.MailsTo());
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromDays(60));
        Assert.Equal(TestEngine.Lessons.Select(lesson => lesson.Value), _engine.MailsTo());
        Assert.Equal(SubscriberState.Completed, (await _engine.SubscriberAsync()).State);
    }

    [Fact]
    public async Task Nobody_gets_a_mail_in_the_minute_of_the_import()
    {
        _engine.Clock.Now = Instant.FromUtc(2026, 3, 27, 7, 0);

        await ImportAsync(People.Ana);
        await _engine.RunAsync();

        Assert.Empty(_engine.MailsTo());
        Assert.Equal(Instant.FromUtc(2026, 3, 28, 7, 0), Assert.Single(_engine.DueRows()).Due.At);
    }

    [Fact]
    public async Task Consent_is_kept_as_the_list_proves_it_and_the_import_is_counted_as_such()
    {
        await ImportAsync(People.Ana, "bo@example.org");

        var ana = await _engine.SubscriberAsync();
        Assert.Equal(new Consent(ConsentedAt, "Ja, gern.", ""), ana.Consent);
        Assert.Equal((ConsentedAt, TestEngine.Start), (ana.ConfirmedAt, ana.SignedUpAt));
        Assert.Equal(2, _engine.Counted("people", CounterNames.Imported));
        Assert.Equal(0, _engine.Counted("people", CounterNames.SignedUp) + _engine.Counted("people", CounterNames.Confirmed));
    }

    [Fact]
    public async Task Whoever_is_known_stays_as_they_are_and_it_is_said_why()
    {
        await _engine.BecomeActiveAsync("active@example.org");
        await _engine.BecomeActiveAsync("stopped@example.org");
        await _engine.UnsubscribeAsync("stopped@example.org");
        await _engine.BecomeActiveAsync("bounced@example.org");
        await _engine.SuppressAsync("bounced@example.org");
        await _engine.SignUpAsync("pending@example.org");
        await _engine.Get<MailboxRation>().CloseAsync(MailboxOf("closed@example.org"), _engine.IdOf("closed@example.org"));
        await MoveAwayAsync("moved@example.org");
        var before = _engine.Snapshot();
        string[] known = ["active", "stopped", "bounced", "pending", "closed+course", "moved"];

        var outcomes = await ImportAsync([.. known.Select(name => $"{name}@example.org")]);

        Assert.Equal(
            [
                ImportOutcome.TakenBefore,
                ImportOutcome.Stopped,
                ImportOutcome.Suppressed,
                ImportOutcome.Undecided,
                ImportOutcome.MailboxClosed,
                ImportOutcome.MovedAway,
            ],
            outcomes
        );
        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task A_preview_says_the_same_and_changes_nothing()
    {
        await _engine.BecomeActiveAsync();
        var before = _engine.Snapshot();

        var outcomes = await _engine.Get<Import>().PreviewAsync([Person("bo@example.org"), Person(People.Ana)]);

        Assert.Equal([ImportOutcome.Taken, ImportOutcome.TakenBefore], outcomes);
        Assert.Equal(before, _engine.Snapshot());
    }

    [Fact]
    public async Task The_same_list_twice_comes_to_the_same_as_once()
    {
        string[] list = [.. Enumerable.Range(0, 2000).Select(number => $"reader{number}@example.org")];
        await ImportAsync(list[..700]);

        var outcomes = await ImportAsync(list);

        Assert.Equal(700, outcomes.Count(outcome => outcome == ImportOutcome.TakenBefore));
        Assert.Equal(2000, _engine.Counted("people", CounterNames.Imported));
        Assert.Equal(2000, _engine.DueRows().Count);
        Assert.Equal(2000, _engine.DueRows().Select(due => due.Id).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_signs_up_in_the_same_moment_keeps_their_own_sign_up()
    {
        var shard = _engine.IdOf().Shard;
        string[] neighbours =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(number => $"n{number}@example.org")
                .Where(each => _engine.IdOf(each).Shard == shard),
        ];
        var isFirst = true;
        _table.BeforeCommit = async changes =>
        {
            if (isFirst && changes.Any(change => change.Entity.RowKey == SubscriberRow.Key(_engine.IdOf())))
            {
                isFirst = false;
                await _engine.SignUpAsync();
            }
        };

        var outcomes = await ImportAsync([People.Ana, .. neighbours]);

        Assert.Equal(ImportOutcome.Undecided, outcomes[0]);
        Assert.All(outcomes[1..], outcome => Assert.Equal(ImportOutcome.Taken, outcome));
        Assert.Equal(SubscriberState.Pending, (await _engine.SubscriberAsync()).State);
        Assert.Equal(neighbours.Length, _engine.Counted("people", CounterNames.Imported));
    }

    private Task<ImportOutcome[]> ImportAsync(params string[] emails) =>
        _engine.Get<Import>().HandleAsync([.. emails.Select(Person)]);

    private ImportedPerson Person(string email) =>
        new(
            new Recipient(_engine.IdOf(email), People.Address(email), FirstName.None, People.Schedule()),
            new Consent(ConsentedAt, "Ja, gern.", "")
        );

    private MailboxId MailboxOf(string email) => _engine.Get<SubscriberIdFactory>().MailboxOf(People.Address(email));

    private async Task MoveAwayAsync(string email)
    {
        var id = _engine.IdOf(email);
        var forwarding = new Forwarding(_engine.IdOf("active@example.org"), _engine.Clock.Now);
        await new Transaction(id.Shard).Insert(forwarding.ToRow(id)).CommitAsync(_table, TestToken.Current);
    }
}
