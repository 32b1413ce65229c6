using EmailCourse.Storage;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace EmailCourse.Functions.Tests;

public sealed class DeliveryFunctionsTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_timer_wakes_the_shards_in_which_something_is_due()
    {
        await _engine.CrowdAsync(1, shard: 'a');

        await HeadFunction.Named("SendDueLessons").RunAsync(_engine.Get<IServiceProvider>(), new TimerInfo());

        Assert.Equal([ShardKey.Parse("a")], _engine.Queue.Messages.Select(message => message.Shard));
    }

    [Fact]
    public async Task A_message_runs_the_shard_it_names()
    {
        var waiting = await _engine.CrowdAsync(3, shard: 'a');

        await HeadFunction.Named("DeliverShard").RunAsync(_engine.Get<IServiceProvider>(), "a");

        Assert.Equal(waiting, _engine.Provider.Accepted.Select(mail => mail.To));
    }

    [Fact]
    public async Task A_message_that_names_no_shard_fails_and_so_ends_in_the_poison_queue() =>
        await Assert.ThrowsAsync<FormatException>(() =>
            HeadFunction.Named("DeliverShard").RunAsync(_engine.Get<IServiceProvider>(), "no shard")
        );
}
