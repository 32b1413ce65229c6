using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Story;

public sealed class BouncesTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private readonly LocalRun _run = three.Run;

    [Theory]
    [InlineData("bounce@example.org")]
    [InlineData("complain@example.org")]
    public async Task An_address_that_bounces_or_complains_is_never_mailed_again(string address)
    {
        var learner = _run.Learner(address);
        await learner.SignUpAsync();
        await _run.Sandbox.RunAsync();

        await _run.Sandbox.AdvanceAsync("P2D");
        await learner.SignUpAsync();
        await _run.Sandbox.AdvanceAsync("P8D");

        Assert.Equal(["confirm"], await learner.MailKeysAsync());
        Assert.Null(await _run.SubscriberAsync(address));
    }

    [Fact]
    public async Task An_address_that_defers_still_gets_its_lessons()
    {
        var learner = _run.Learner("defer@example.org");
        await learner.BeginAsync();

        await _run.Sandbox.AdvanceAsync("P4D");

        Assert.Equal(3, (await learner.LessonsAsync()).Length);
    }

    [Fact]
    public async Task An_address_the_provider_refuses_does_not_hold_up_the_others()
    {
        var refused = _run.Learner("invalid@example.org");
        var others = Enumerable.Range(1, 40).Select(number => _run.Learner($"other-{number}@example.org")).ToList();
        foreach (var learner in others.Append(refused))
        {
            await learner.SignUpAsync();
        }

        await _run.Sandbox.RunAsync();

        foreach (var learner in others)
        {
            Assert.Equal(["confirm"], await learner.MailKeysAsync());
        }

        Assert.Empty(await refused.MailsAsync());
        Assert.Null(await _run.SubscriberAsync(refused.Email));
    }
}
