using EmailCourse.Delivery;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Delivery;

public sealed class ShardReschedulerTests : IDisposable
{
    private static readonly ShardKey Shard = ShardKey.All[3];

    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Of_all_that_are_put_off_as_long_one_waits()
    {
        await PutOffAsync(Duration.FromHours(1));
        _engine.Clock.Now += Duration.FromMinutes(10);
        await PutOffAsync(Duration.FromMinutes(50));
        await PutOffAsync(Duration.FromHours(2));

        Assert.Equal([(Shard, TestEngine.Start + Duration.FromHours(1))], _engine.Queue.Messages);
    }

    [Fact]
    public async Task What_is_put_off_for_less_does_not_wait_for_it()
    {
        await PutOffAsync(Duration.FromHours(1));
        await PutOffAsync(DeliveryRules.BusyRetry);

        Assert.Equal(
            [(Shard, TestEngine.Start + Duration.FromHours(1)), (Shard, TestEngine.Start + DeliveryRules.BusyRetry)],
            _engine.Queue.Messages
        );
    }

    private Task PutOffAsync(Duration wait) => _engine.Get<ShardRescheduler>().RescheduleAsync(Shard, wait, TestToken.Current);
}
