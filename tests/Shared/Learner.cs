using System.Net;
using System.Text.RegularExpressions;
using EmailCourse.Schedule;
using NodaTime;
using Xunit;

namespace EmailCourse.TestRuns;

/// <summary>A person with a mailbox: fills in the form, reads mail, opens links and presses buttons.</summary>
internal sealed partial class Learner(
    string email,
    CourseSite site,
    Sandbox sandbox,
    string timeZone = "Europe/Berlin",
    int hour = 8
)
{
    public string Email => email;

    /// <summary>What the person fills in.</summary>
    public object Form =>
        new
        {
            email,
            timeZone,
            hour,
            consent = true,
        };

    public DailySchedule Schedule => new(DateTimeZoneProviders.Tzdb[timeZone], hour);

    public async Task SignUpAsync()
    {
        using var answer = await site.PostSignUpAsync(Form);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    /// <summary>Presses the button of the newest mail that has one.</summary>
    public async Task ConfirmAsync() => Assert.Equal(HttpStatusCode.OK, await PressAsync(await LinkAsync("confirm")));

    /// <summary>Presses the button of a confirm mail, for the first lesson to come now.</summary>
    public async Task<HttpStatusCode> PressAsync(string confirmLink)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("start", "now")]);
        return await site.PostForStatusAsync(confirmLink, form);
    }

    /// <summary>Asks on their own page for the course to come to another address.</summary>
    public async Task ChangeAddressAsync(string to)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("act", "address"), KeyValuePair.Create("email", to)]);
        var manage = new Uri(await LinkAsync("manage"));
        Assert.Equal(HttpStatusCode.SeeOther, await site.PostForStatusAsync(manage.PathAndQuery, form));
    }

    /// <summary>Presses the button of the mail to a new address.</summary>
    public async Task<HttpStatusCode> ConfirmAddressAsync()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("sure", "yes")]);
        return await site.PostForStatusAsync(await LinkAsync("confirm-address"), form);
    }

    /// <summary>Signs up, confirms and receives the first lesson.</summary>
    public async Task BeginAsync()
    {
        await SignUpAsync();
        await sandbox.RunAsync();
        await ConfirmAsync();
        await sandbox.RunAsync();
    }

    /// <summary>Everything received, oldest first.</summary>
    public Task<ReceivedMail[]> MailsAsync() => sandbox.InboxAsync(email);

    public async Task<IEnumerable<string>> MailKeysAsync() => (await MailsAsync()).Select(mail => mail.Mail);

    public async Task<ReceivedMail[]> LessonsAsync() => [.. (await MailsAsync()).Where(mail => mail.IsLesson)];

    /// <summary>
    /// The newest link of that kind, as it stands in the text part of a mail: <c>confirm</c>,
    /// <c>confirm-address</c>, <c>unsubscribe</c>, <c>never-again</c>, <c>manage</c>, <c>lesson</c> or <c>answer</c>.
    /// </summary>
    public async Task<string> LinkAsync(string kind)
    {
        foreach (var mail in (await MailsAsync()).Reverse())
        {
            using var message = await sandbox.OpenAsync(mail);
            if (
                Links()
                    .Matches(message.TextBody!)
                    .Select(link => link.Value)
                    .FirstOrDefault(link => new Uri(link).Segments[1].Trim('/') == kind) is
                { } found
            )
            {
                return found;
            }
        }

        throw new InvalidOperationException($"No mail to {email} has a link to {kind}.");
    }

    /// <summary>The address in the newest mail's <c>List-Unsubscribe</c>, where mail programs post to.</summary>
    public async Task<string> OneClickAsync()
    {
        using var message = await sandbox.OpenAsync((await MailsAsync())[^1]);
        return message.Headers["List-Unsubscribe"]!.Trim('<', '>');
    }

    [GeneratedRegex(@"http://\S+\?t=\S+")]
    private static partial Regex Links();
}
