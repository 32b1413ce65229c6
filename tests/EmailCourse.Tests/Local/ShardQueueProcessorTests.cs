using EmailCourse.Delivery;
using EmailCourse.Local.Drive;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Xunit;

namespace EmailCourse.Tests.Local;

/// <summary>
/// The queue in the process and what is done with its messages: what Azure's queue and its trigger do, on the course's clock.
/// </summary>
public sealed class ShardQueueProcessorTests
{
    private static readonly ShardKey Shard = ShardKey.Parse("a");

    private readonly TestClock _clock = new(TestEngine.Start);
    private readonly ICourseDelivery _delivery = Substitute.For<ICourseDelivery>();
    private readonly InProcessShardQueue _queue;
    private readonly ShardQueueProcessor _processor;

    public ShardQueueProcessorTests()
    {
        _queue = new InProcessShardQueue(_clock);
        _processor = new ShardQueueProcessor(_delivery, _queue, NullLogger<ShardQueueProcessor>.Instance);
    }

    [Fact]
    public async Task A_message_runs_its_shard_once()
    {
        await SendAsync(Duration.Zero);

        Assert.True(await RunOnceAsync());
        Assert.False(await RunOnceAsync());

        await RanAsync(times: 1);
    }

    [Fact]
    public async Task Many_requests_for_a_shard_are_one_run()
    {
        for (var request = 0; request < 5; request++)
        {
            await SendAsync(Duration.Zero);
        }

        await RunOnceAsync();

        await RanAsync(times: 1);
    }

    [Fact]
    public async Task What_becomes_due_during_a_run_gets_another_run()
    {
        _delivery
            .RunShardAsync(Shard, Arg.Any<CancellationToken>())
            .Returns(_ => SendAsync(Duration.Zero), _ => Task.CompletedTask);
        await SendAsync(Duration.Zero);

        await RunOnceAsync();
        await RunOnceAsync();

        Assert.False(await RunOnceAsync());
        await RanAsync(times: 2);
    }

    [Fact]
    public async Task A_message_for_later_waits_for_the_course_s_clock()
    {
        await SendAsync(Duration.FromSeconds(30));
        Assert.Equal(TestEngine.Start + Duration.FromSeconds(30), _queue.NextHeld);
        _clock.Now += Duration.FromSeconds(29);
        Assert.False(await RunOnceAsync());

        _clock.Now += Duration.FromSeconds(1);

        Assert.True(await RunOnceAsync());
        await RanAsync(times: 1);
    }

    [Fact]
    public async Task A_run_that_fails_is_tried_again_and_given_up_after_eight_times()
    {
        _delivery.RunShardAsync(Shard, Arg.Any<CancellationToken>()).ThrowsAsync(new IOException("The disk is full."));
        await SendAsync(Duration.Zero);

        for (var attempt = 0; attempt < 20; attempt++)
        {
            await RunOnceAsync();
            _clock.Now += Duration.FromSeconds(1);
        }

        Assert.Null(_queue.NextHeld);
        await RanAsync(times: 8);
    }

    [Fact]
    public async Task A_shard_that_was_given_up_runs_when_it_is_asked_for_again()
    {
        await A_run_that_fails_is_tried_again_and_given_up_after_eight_times();

        await SendAsync(Duration.Zero);

        Assert.True(await RunOnceAsync());
    }

    private Task SendAsync(Duration delay) => _queue.SendAsync(Shard, delay, TestToken.Current);

    private Task<bool> RunOnceAsync() => _processor.RunOnceAsync(TestToken.Current);

    private Task RanAsync(int times) => _delivery.Received(times).RunShardAsync(Shard, Arg.Any<CancellationToken>());
}
