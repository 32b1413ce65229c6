using EmailCourse.Audit;
using EmailCourse.Storage;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private readonly TestEngine _engine = new();

    private AuditLog Log => _engine.Get<AuditLog>();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_last_acts_come_back_the_latest_first()
    {
        for (var minute = 0; minute < 60; minute++)
        {
            _engine.Clock.Now = TestEngine.Start + Duration.FromMinutes(minute);
            await Log.RecordAsync($"act {minute}", "password");
        }

        var last = await Log.ReadLastAsync(50, TestToken.Current);

        Assert.Equal(Enumerable.Range(10, 50).Reverse().Select(minute => $"act {minute}"), last.Select(entry => entry.Act));
        Assert.Equal(new AuditEntry(_engine.Clock.Now, "act 59", "password"), last[0]);
    }

    [Fact]
    public async Task Two_acts_in_the_same_moment_are_two()
    {
        await Log.RecordAsync("erase", "password");
        await Log.RecordAsync("erase", "password");

        Assert.Equal(2, (await Log.ReadLastAsync(50, TestToken.Current)).Count);
    }

    [Fact]
    public async Task An_act_is_kept_for_a_year()
    {
        for (var number = 0; number < 250; number++)
        {
            await Log.RecordAsync("pause", "password");
        }

        await SweepAsync(Duration.FromDays(365) - Duration.FromMilliseconds(1));
        Assert.Equal(250, (await Log.ReadLastAsync(1000, TestToken.Current)).Count);

        await Log.RecordAsync("resume", "password");
        await SweepAsync(Duration.FromMilliseconds(1));
        Assert.Equal("resume", Assert.Single(await Log.ReadLastAsync(1000, TestToken.Current)).Act);
    }

    private async Task SweepAsync(Duration later)
    {
        _engine.Clock.Now += later;
        foreach (var shard in ShardKey.All)
        {
            await _engine.Get<RetentionSweeper>().SweepAsync(shard, TestToken.Current);
        }
    }
}
