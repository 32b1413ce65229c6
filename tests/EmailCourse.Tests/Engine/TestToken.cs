using Xunit;

namespace EmailCourse.Tests.Engine;

/// <summary>The token that ends a test which the runner has given up.</summary>
internal static class TestToken
{
    public static CancellationToken Current => TestContext.Current.CancellationToken;
}
