using EmailCourse.Storage;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace EmailCourse.Functions.Tests;

public sealed class DeliveryFunctionsTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void There_is_one_timer_and_its_schedule_is_a_setting()
    {
        var (function, trigger) = Assert.Single(HeadFunction.With<TimerTriggerAttribute>());

        Assert.Equal(("SendDueLessons", "%DeliverySchedule%"), (function.Name, trigger.Schedule));
    }

    [Fact]
    public void There_is_one_queue_and_it_is_the_one_the_engine_writes_to()
    {
        var (function, trigger) = Assert.Single(HeadFunction.With<QueueTriggerAttribute>());

        Assert.Equal(("DeliverShard", new StorageOptions().Queue), (function.Name, trigger.QueueName));
        Assert.Equal("AzureWebJobsStorage", trigger.Connection);
    }

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
