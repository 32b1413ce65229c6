using EmailCourse.Course;
using EmailCourse.Subscribers;
using EmailCourse.Tests.Engine;
using Xunit;

namespace EmailCourse.Tests.Subscribers;

public sealed class AddressPolicyTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Theory]
    [InlineData("ana@example.org")]
    [InlineData("info@example.org")]
    [InlineData("abuse.hansen@example.org")]
    [InlineData("ana@notmailinator.com")]
    [InlineData("ana@mailinator.com.example.org")]
    [InlineData("ana@com")]
    public void Other_addresses_are_taken(string email) => Assert.Null(Policy.ObjectionTo(EmailAddress.Stored(email)));

    [Fact]
    public void The_lists_of_the_course_are_long_enough_to_be_of_use()
    {
        var refused = _engine.Get<CourseContent>().RefusedAddresses;

        Assert.Superset(
            new HashSet<string> { "abuse", "postmaster", "noreply", "hostmaster" },
            refused.ReservedNames.ToHashSet()
        );
        Assert.InRange(refused.DisposableDomains.Count, 100, int.MaxValue);
    }

    [Fact]
    public async Task Who_takes_the_course_already_finds_their_page_whatever_the_lists_say_now()
    {
        await _engine.BecomeActiveAsync("ana@mailinator.com");

        var page = await _engine.PostFormAsync("Find", ("email", "ana@mailinator.com"));
        await _engine.RunAsync();

        Assert.Equal(200, page.Response.StatusCode);
        Assert.Equal("already-subscribed", _engine.MailsTo("ana@mailinator.com")[^1]);
    }

    private AddressPolicy Policy => _engine.Get<AddressPolicy>();
}
