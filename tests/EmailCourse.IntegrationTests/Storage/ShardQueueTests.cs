using Azure.Storage.Queues;
using EmailCourse.Storage;
using NodaTime;
using Xunit;

namespace EmailCourse.IntegrationTests.Storage;

public sealed class ShardQueueTests(Emulator emulator)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_the_shard_s_digit_as_it_is()
    {
        var queue = await emulator.QueueAsync();

        await new ShardQueue(queue).SendAsync(ShardKey.Parse("c"), Duration.Zero, Cancel);

        var message = await queue.ReceiveMessageAsync(cancellationToken: Cancel);
        Assert.Equal("c", message.Value.Body.ToString());
    }

    [Fact]
    public async Task A_delayed_message_is_there_but_not_to_be_seen_yet()
    {
        var queue = await emulator.QueueAsync();

        await new ShardQueue(queue).SendAsync(ShardKey.Parse("c"), Duration.FromMinutes(5), Cancel);

        Assert.Null((await queue.ReceiveMessageAsync(cancellationToken: Cancel)).Value);
        Assert.Equal(1, (await queue.GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_delayed_message_comes_when_its_time_has_come()
    {
        var queue = await emulator.QueueAsync();

        await new ShardQueue(queue).SendAsync(ShardKey.Parse("c"), Duration.FromSeconds(1), Cancel);

        Assert.Equal("c", await NextAsync(queue));
    }

    private static async Task<string> NextAsync(QueueClient queue)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var polls = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await polls.WaitForNextTickAsync(patience.Token))
        {
            if ((await queue.ReceiveMessageAsync(cancellationToken: patience.Token)).Value is { } message)
            {
                return message.Body.ToString();
            }
        }

        throw new InvalidOperationException("The timer ended.");
    }
}
