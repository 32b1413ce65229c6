using EmailCourse.Reports;
using EmailCourse.Storage;
using EmailCourse.Telemetry;
using EmailCourse.Tests.Engine;
using EmailCourse.Web;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class RefusedFormCounterTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task The_first_counts_at_once_and_a_flood_with_the_next_after_ten_seconds()
    {
        await CountAsync(FormRefusal.TooFast);
        var rows = Rows();
        for (var number = 0; number < 1000; number++)
        {
            await CountAsync(FormRefusal.TooMany);
        }

        Assert.Equal(rows, Rows());
        _engine.Clock.Now += Duration.FromSeconds(10);
        await CountAsync(FormRefusal.TooMany);

        var refused = (await _engine.Get<CourseNumbersReader>().ReadAsync(TestToken.Current)).RefusedForms;
        Assert.Equal([new NamedNumber("TooMany", 1001), new NamedNumber("TooFast", 1)], refused);
    }

    [Fact]
    public async Task A_mistake_is_no_refusal()
    {
        await CountAsync(FormRefusal.Mistake);

        Assert.Empty(Rows());
    }

    [Fact]
    public async Task It_is_no_mail()
    {
        await CountAsync(FormRefusal.TooMany);

        Assert.Empty((await _engine.Get<CourseReportReader>().ReadAsync(TestToken.Current)).Mails);
    }

    private IReadOnlyList<string> Rows() =>
        [.. ShardKey.All.SelectMany(_engine.Table.Rows).Select(row => $"{row.RowKey} {row.ETag}")];

    private Task CountAsync(string reason) => _engine.Get<RefusedFormCounter>().CountAsync("sign-up", reason);
}
