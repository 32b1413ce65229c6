using Azure.Data.Tables;
using EmailCourse.Storage;
using EmailCourse.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EmailCourse.Tests.Web;

/// <summary>
/// The time of an answer must not tell what is known of an address. Measured on the engine's own clock, with a table whose
/// requests take 4 to 20 ms each.
/// </summary>
public sealed class AnswerTimeTests
{
    private const int PerState = 60;

    private static readonly Dictionary<string, Func<TestEngine, string, Task>> States = new()
    {
        ["new"] = (_, _) => Task.CompletedTask,
        ["pending"] = (engine, email) => engine.SignUpAsync(email),
        ["active"] = (engine, email) => engine.BecomeActiveAsync(email),
        ["stopped"] = async (engine, email) =>
        {
            await engine.BecomeActiveAsync(email);
            await engine.UnsubscribeAsync(email);
        },
        ["suppressed"] = (engine, email) => engine.SuppressAsync(email),
    };

    [Theory]
    [InlineData("SignUp")]
    [InlineData("Find")]
    public async Task Nobody_tells_the_states_apart_by_the_time_of_the_answer(string endpoint)
    {
        var times = await TimesAsync(endpoint, "00:00:00.4");

        Assert.All(times.Values.SelectMany(each => each), time => Assert.Equal(TimeSpan.FromMilliseconds(400), time));
    }

    [Theory]
    [InlineData("SignUp")]
    [InlineData("Find")]
    public async Task Without_that_care_the_time_would_tell(string endpoint)
    {
        var times = await TimesAsync(endpoint, "0");

        // Of one of each, how often the slower is the one of the slower state: half of the times if nothing can be told.
        Assert.InRange(Advantage(times["active"], times["new"]), 0.8, 1);
    }

    [Fact]
    public async Task Work_that_takes_longer_ends_with_a_later_step()
    {
        var times = await TimesAsync("SignUp", "00:00:00.01");

        Assert.All(
            times.Values.SelectMany(each => each),
            time => Assert.Equal(0, time.Ticks % TimeSpan.FromMilliseconds(10).Ticks)
        );
    }

    private static double Advantage(IReadOnlyList<TimeSpan> some, IReadOnlyList<TimeSpan> others)
    {
        var greater = some.SelectMany(one => others.Select(other => one.CompareTo(other)))
            .Average(order =>
                order > 0 ? 1
                : order < 0 ? 0
                : 0.5
            );
        return Math.Max(greater, 1 - greater);
    }

    private static async Task<Dictionary<string, List<TimeSpan>>> TimesAsync(string endpoint, string answerTime)
    {
        var time = new SkippingTime();
        var rows = new InMemoryTable();
        var table = new SlowTable(rows, time);
        using var engine = new TestEngine(
            rows,
            services =>
                services
                    .AddSingleton<ICourseTable>(table)
                    .AddSingleton<TimeProvider>(time)
                    .Configure<EmailCourseOptions>(options => options.AnswerTime = TimeSpan.Parse(answerTime, null))
        );
        var times = new Dictionary<string, List<TimeSpan>>();
        foreach (var (state, prepare) in States)
        {
            times[state] = [];
            for (var number = 0; number < PerState; number++)
            {
                var email = $"{state}@domain-{number}.example.org";
                await prepare(engine, email);
                await engine.RunAsync();
                var began = time.GetTimestamp();
                var answer = engine.PostFormAsync(endpoint, ("email", email), ("timeZone", "Europe/Berlin"), ("consent", "on"));
                time.PassToNextTimer();
                await answer;
                times[state].Add(time.GetElapsedTime(began));
            }
        }

        return times;
    }

    private sealed class SlowTable(ICourseTable inner, SkippingTime time) : ICourseTable
    {
        private readonly Random _random = new(1);

        public Task<TableEntity?> FindAsync(ShardKey shard, string rowKey, CancellationToken cancellationToken)
        {
            Take();
            return inner.FindAsync(shard, rowKey, cancellationToken);
        }

        public Task<IReadOnlyList<TableEntity>> ReadAsync(
            ShardKey shard,
            RowRange range,
            int atMost,
            CancellationToken cancellationToken
        )
        {
            Take();
            return inner.ReadAsync(shard, range, atMost, cancellationToken);
        }

        public Task<CommitResult> CommitAsync(
            ShardKey shard,
            IReadOnlyList<TableTransactionAction> changes,
            CancellationToken cancellationToken
        )
        {
            Take();
            return inner.CommitAsync(shard, changes, cancellationToken);
        }

        private void Take() => time.Pass(TimeSpan.FromMicroseconds(_random.Next(4_000, 20_000)));
    }
}
