using EmailCourse.Bench.Counts;
using Xunit;

namespace EmailCourse.Tests.Bench;

/// <summary>The counts that the build holds to limits.</summary>
public sealed class CountLimitsTests
{
    private static readonly Dictionary<string, double> Limits = new() { ["requests per sign-up"] = 18 };

    [Fact]
    public void A_count_at_its_limit_passes() =>
        Assert.Empty(CountLimits.Exceeded([new Count("requests per sign-up", 18)], Limits));

    [Fact]
    public void A_count_over_its_limit_is_named_with_the_limit() =>
        Assert.Equal(
            ["requests per sign-up: 18.0625, and the limit is 18."],
            CountLimits.Exceeded([new Count("requests per sign-up", 18.0625)], Limits)
        );

    [Fact]
    public void A_count_without_a_limit_fails_too() =>
        Assert.Equal(
            ["There is no limit for calls: add one to CountLimits."],
            CountLimits.Exceeded([new Count("calls", 1)], Limits)
        );
}
