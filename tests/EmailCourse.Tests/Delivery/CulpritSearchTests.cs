using EmailCourse.Delivery;
using EmailCourse.Mail;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Xunit;

namespace EmailCourse.Tests.Delivery;

public sealed class CulpritSearchTests
{
    private static readonly IReadOnlyList<DueRow> Refused =
    [
        .. Enumerable
            .Range(1, 16)
            .Select(number => new DueRow(
                People.Recipient(SubscriberId.Parse($"{number:x32}")),
                Progress.None.Awaiting(TestEngine.Lessons[0].Mail, TestEngine.Start)
            )),
    ];

    [Fact]
    public async Task A_half_in_which_nobody_is_left_to_send_to_proves_no_acceptance()
    {
        var search = SearchIn(some =>
            some.Contains(Refused[0]) ? new SendOutcome.NothingToSend() : new SendOutcome.Refused("for everybody")
        );

        Assert.Null(await search.RunAsync(Refused));

        Assert.True(search.IsTheMailItself);
        Assert.Empty(search.Culprits);
    }

    [Fact]
    public async Task A_half_in_which_nobody_is_left_to_send_to_may_have_held_the_culprit()
    {
        var search = SearchIn(some => some.Contains(Refused[0]) ? new SendOutcome.NothingToSend() : new SendOutcome.Accepted());

        Assert.Null(await search.RunAsync(Refused));

        Assert.Empty(search.Culprits);
    }

    [Fact]
    public async Task A_half_in_which_nobody_is_left_to_send_to_leaves_the_culprit_in_the_other()
    {
        var culprit = Refused[^1];
        var search = SearchIn(some =>
            some.Contains(culprit) ? new SendOutcome.Refused("for one")
            : some.Contains(Refused[0]) ? new SendOutcome.NothingToSend()
            : new SendOutcome.Accepted()
        );

        await search.RunAsync(Refused);

        Assert.Equal([culprit], search.Culprits);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(15)]
    public async Task One_culprit_is_found_with_few_calls_and_the_last_of_them_is_to_nobody_else(int position)
    {
        var calls = new List<IReadOnlyList<DueRow>>();
        var search = SearchIn(some =>
        {
            calls.Add(some);
            return some.Contains(Refused[position]) ? new SendOutcome.Refused("for one") : new SendOutcome.Accepted();
        });

        await search.RunAsync(Refused);

        Assert.Equal([Refused[position]], search.Culprits);
        Assert.Contains(calls, call => call.SequenceEqual([Refused[position]]));
        Assert.InRange(calls.Count, 4, 4 + 3);
    }

    private static CulpritSearch SearchIn(Func<IReadOnlyList<DueRow>, SendOutcome> answer) =>
        new(some => Task.FromResult(new SendAttempt(answer(some), some)));
}
