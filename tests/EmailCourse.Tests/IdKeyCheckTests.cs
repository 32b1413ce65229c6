using Azure;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Xunit;

namespace EmailCourse.Tests;

public sealed class IdKeyCheckTests
{
    private static readonly string OtherKey = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray());

    private readonly InMemoryTable _table = new();

    [Fact]
    public async Task The_first_start_notes_which_key_it_is_and_never_the_key()
    {
        await StartAsync(OtherKey);

        var row = Assert.Single(_table.Rows(ShardKey.All[0]));
        Assert.Equal("idkey", row.RowKey);
        Assert.DoesNotContain(
            Convert.ToHexStringLower(Convert.FromBase64String(OtherKey)),
            row.GetString("Fingerprint"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_same_key_starts_again_and_again()
    {
        await StartAsync(OtherKey);
        var version = Assert.Single(_table.Rows(ShardKey.All[0])).ETag;

        await StartAsync(OtherKey);

        Assert.Equal(version, Assert.Single(_table.Rows(ShardKey.All[0])).ETag);
    }

    [Fact]
    public async Task Another_key_is_refused_with_the_consequence_and_the_way_out()
    {
        await StartAsync(OtherKey);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            StartAsync(Convert.ToBase64String(new byte[32]))
        );

        Assert.Contains("EmailCourse:IdKey", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("nobody who signed up is recognised", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Put the former key back", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_first_starts_at_once_the_faster_counts()
    {
        var table = new InterferingTable(_table) { BeforeCommit = _ => StartAsync(OtherKey) };

        await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(Convert.ToBase64String(new byte[32]), table));
    }

    [Fact]
    public async Task A_table_that_does_not_answer_keeps_nobody_from_starting()
    {
        var table = Substitute.For<ICourseTable>();
        table.FindAsync(default, "", TestToken.Current).ThrowsAsyncForAnyArgs(new RequestFailedException(503, "Server busy."));

        await StartAsync(OtherKey, table);
    }

    [Fact]
    public async Task A_start_that_is_given_up_is_not_taken_for_storage_that_does_not_answer()
    {
        var table = Substitute.For<ICourseTable>();
        table.FindAsync(default, "", TestToken.Current).ThrowsAsyncForAnyArgs(new TaskCanceledException());

        await Assert.ThrowsAsync<TaskCanceledException>(() =>
            StartUntilAsync(OtherKey, table, new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task The_row_gives_the_timer_nothing_to_do()
    {
        using var engine = new TestEngine(services => services.AddSingleton<ICourseTable>(_table));
        await StartAsync(OtherKey);

        await engine.RunAsync();

        Assert.Empty(engine.Queue.Messages);
        Assert.Empty(engine.Provider.Calls);
    }

    private Task StartAsync(string key, ICourseTable? table = null) => StartUntilAsync(key, table ?? _table, TestToken.Current);

    private static async Task StartUntilAsync(string key, ICourseTable table, CancellationToken givenUp)
    {
        using var engine = new TestEngine(services =>
            services.AddSingleton(table).PostConfigure<EmailCourseOptions>(options => options.IdKey = key)
        );
        await engine.Get<IEnumerable<IHostedService>>().OfType<IdKeyCheck>().Single().StartingAsync(givenUp);
    }
}
