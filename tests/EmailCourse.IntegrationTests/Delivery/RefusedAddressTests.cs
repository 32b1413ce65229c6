using EmailCourse.IntegrationTests.Story;
using EmailCourse.TestRuns;
using Xunit;

namespace EmailCourse.IntegrationTests.Delivery;

/// <summary>One address among three hundred that the provider refuses, and the others with it.</summary>
public sealed class RefusedAddressTests(ThreeLessons three) : IClassFixture<ThreeLessons>
{
    private const int Size = 300;

    // Each further call of an ideal halving leaves half of them, and one more sends the other half.
    private static readonly int MostToIsolate = (int)(2 * Math.Log2(Size));

    private readonly LocalRun _run = three.Run;

    [Fact]
    public async Task Whom_the_provider_names_is_suppressed_and_all_others_get_their_mail_in_at_most_two_further_calls()
    {
        var suppressed = (await _run.Sandbox.ReportAsync()).People.Suppressed;
        var crowd = await Crowd.SignUpAsync(_run, Size, "invalid", position: 6);

        await _run.Sandbox.RunAsync();

        await OthersReachedOnceAsync(crowd, position: 6);
        var calls = await crowd.CallsAsync();
        Assert.Equal(("400", Size), (calls[0].Outcome, calls[0].Personalizations));
        Assert.InRange(calls.Length - 1, 1, 2);
        Assert.Equal(suppressed + 1, (await _run.Sandbox.ReportAsync()).People.Suppressed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(149)]
    [InlineData(150)]
    [InlineData(299)]
    public async Task Whom_the_provider_refuses_without_a_name_is_found_in_at_most_twice_the_logarithm_of_calls(int position)
    {
        var suppressed = (await _run.Sandbox.ReportAsync()).People.Suppressed;
        var crowd = await Crowd.SignUpAsync(_run, Size, "poison", position);

        await _run.Sandbox.RunAsync();

        await OthersReachedOnceAsync(crowd, position);
        var calls = await crowd.CallsAsync();
        Assert.Equal(("400", Size), (calls[0].Outcome, calls[0].Personalizations));
        Assert.InRange(calls.Length - 1, 1, MostToIsolate);
        Assert.Equal(suppressed + 1, (await _run.Sandbox.ReportAsync()).People.Suppressed);
    }

    private async Task OthersReachedOnceAsync(Crowd crowd, int position)
    {
        var refused = crowd.Emails[position];
        Assert.Equal(crowd.Emails.Where(email => email != refused).Order(), (await crowd.ReachedAsync()).Order());
        Assert.Null(await _run.SubscriberAsync(refused));
        Assert.Empty(await _run.RowsAsync("batch"));
    }
}
