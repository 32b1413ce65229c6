using System.Net.Http.Json;
using System.Text.Json;
using EmailCourse.Local.Startup;
using EmailCourse.Reports;
using MimeKit;
using NodaTime;
using Xunit;

namespace EmailCourse.TestRuns;

/// <summary>The sandbox API: inbox, clock and what was asked of the mail provider.</summary>
internal sealed class Sandbox(HttpClient http)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<ReceivedMail[]> InboxAsync(string? to = null) =>
        GetAsync<ReceivedMail[]>($"inbox?to={Uri.EscapeDataString(to ?? "")}");

    public async Task<MimeMessage> OpenAsync(ReceivedMail mail)
    {
        await using var raw = await http.GetStreamAsync($"sandbox/api/inbox/{mail.Id}/raw", Cancel);
        return await MimeMessage.LoadAsync(raw, Cancel);
    }

    public Task<string> HtmlAsync(ReceivedMail mail) => http.GetStringAsync($"sandbox/api/inbox/{mail.Id}/html", Cancel);

    /// <summary>Plans one fault for each of the next calls of <c>mail/send</c>.</summary>
    public Task FailAsync(params object[] sequence) => PostAsync<object>("faults", new { sequence });

    /// <summary>Lets every call of <c>mail/send</c> fail, until <see cref="HealAsync"/>.</summary>
    public Task FailAlwaysAsync(object always) => PostAsync<object>("faults", new { always });

    /// <summary>The provider reports nothing any more of what it does.</summary>
    public Task SilenceAsync() => PostAsync<object>("faults", new { events = "off" });

    /// <summary>The provider reports something about a mail.</summary>
    public async Task ReportAsync(ReceivedMail mail, string what)
    {
        var report = new { messageId = mail.Id, @event = what };
        using var answer = await http.PostAsJsonAsync("sandbox/api/events", report, LocalJson.Options, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public async Task HealAsync() => (await http.DeleteAsync("sandbox/api/faults", Cancel)).Dispose();

    /// <summary>The numbers of one mail; zeros before it was ever sent.</summary>
    public async Task<MailNumbers> NumbersAsync(string mail) =>
        (await ReportAsync()).Mails.SingleOrDefault(each => each.Mail == mail) ?? new MailNumbers(mail, 0, 0, 0, 0);

    public Task<CourseReport> ReportAsync() => GetAsync<CourseReport>("report");

    public Task<MailSendCall[]> CallsAsync() => GetAsync<MailSendCall[]>("calls");

    public async Task<Instant> NowAsync() => (await GetAsync<Clock>("clock")).Now;

    public Task MoveToAsync(string instant) => PostAsync<Clock>("clock", new { set = instant });

    /// <param name="duration">In ISO 8601, like <c>PT24H</c> or <c>P3D</c>.</param>
    public Task AdvanceAsync(string duration) => PostAsync<Clock>("clock", new { advance = duration });

    /// <summary>Timer and queue until quiet.</summary>
    /// <returns>How many mails were sent.</returns>
    public async Task<int> RunAsync() => (await PostAsync<Ran>("run", new { })).Sent;

    private async Task<T> GetAsync<T>(string path) =>
        (await http.GetFromJsonAsync<T>($"sandbox/api/{path}", LocalJson.Options, Cancel))!;

    private async Task<T> PostAsync<T>(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync($"sandbox/api/{path}", body, Cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<T>(LocalJson.Options, Cancel))!;
    }

    private sealed record Clock(Instant Now);

    private sealed record Ran(int Sent);
}

/// <summary>A mail in the inbox.</summary>
internal sealed record ReceivedMail(string Id, string To, string From, string Subject, string Mail, Instant ReceivedAt)
{
    public bool IsLesson =>
        Mail is not ("confirm" or "reminder" or "already-subscribed" or "confirm-address" or "address-changed")
        && !Mail.EndsWith(".again", StringComparison.Ordinal);
}

/// <summary>A call of SendGrid's <c>mail/send</c>.</summary>
internal sealed record MailSendCall(Instant At, int Personalizations, string Outcome, string Mail, JsonElement Tracking);
