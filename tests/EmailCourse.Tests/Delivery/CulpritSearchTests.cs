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
        var search = new CulpritSearch(some =>
            Task.FromResult<SendOutcome>(
                some.Contains(Refused[0]) ? new SendOutcome.NothingToSend() : new SendOutcome.Refused("for everybody")
            )
        );

        Assert.Null(await search.RunAsync(Refused));

        Assert.True(search.IsTheMailItself);
        Assert.Empty(search.Culprits);
    }

    [Fact]
    public async Task A_half_in_which_nobody_is_left_to_send_to_leaves_the_culprit_in_the_other()
    {
        var culprit = Refused[^1];
        var search = new CulpritSearch(some =>
            Task.FromResult<SendOutcome>(
                some.Contains(culprit) ? new SendOutcome.Refused("for one")
                : some.Contains(Refused[0]) ? new SendOutcome.NothingToSend()
                : new SendOutcome.Accepted()
            )
        );

        await search.RunAsync(Refused);

        Assert.Equal([culprit], search.Culprits);
    }
}
