using EmailCourse.Course;
using EmailCourse.Local.Startup;
using EmailCourse.TestRuns;
using Microsoft.Playwright;
using Xunit;

namespace EmailCourse.BrowserTests;

/// <summary>A course whose every page and mail can be looked at.</summary>
public sealed class EverythingShown : IAsyncLifetime
{
    private readonly Dictionary<string, Func<IPage, Task>> _ways = [];
    private LocalRun _run = null!;

    /// <summary>The names of all pages.</summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "landing",
        "landing with errors",
        "check your inbox",
        "confirm",
        "confirm with errors",
        "confirmed",
        "never again",
        "refused",
        "find",
        "find with errors",
        "answer",
        "answer counted",
        "lesson",
        "manage",
        "manage after a skip",
        "manage with errors",
        "manage paused",
        "manage stopped",
        "manage with a new address asked for",
        "confirm address",
        "confirm address with errors",
        "address confirmed",
        "unsubscribe",
        "unsubscribed",
        "privacy",
        "broken link",
        "desk sign-in",
        "desk sign-in with errors",
        "desk link",
        "desk",
        "desk readers",
        "desk readers with errors",
        "desk reader",
        "desk reader after an act",
        "desk reader without a tick",
        "desk reader suppressed",
        "desk lists",
        "desk lists with errors",
        "desk lists looked at",
        "sandbox",
        "sandbox mail",
        "write",
        "write a lesson",
        "write a lesson that is refused",
        "write the landing page",
        "write the settings",
        "what would change",
    ];

    /// <summary>The HTML of every kind of mail and every lesson.</summary>
    public IReadOnlyDictionary<string, string> Mails { get; private set; } = new Dictionary<string, string>();

    /// <summary>The mail keys of all lessons of the course, however many there are.</summary>
    public IReadOnlyList<string> Lessons { get; } =
    [.. CourseContent.Load(Path.Combine(RepositoryRoot.Find(), "lessons")).Lessons.Select(lesson => lesson.Slug.Value)];

    /// <summary>Goes to a page as a person would get there.</summary>
    public Task ShowAsync(string page, IPage on) => _ways[page](on);

    public async ValueTask InitializeAsync()
    {
        _run = await LocalRun.OfTheRealCourseAsync();
        await SendEverythingAsync();
        Mails = await HtmlByKeyAsync();
        await FindWaysAsync();
    }

    public ValueTask DisposeAsync() => _run.DisposeAsync();

    private async Task SendEverythingAsync()
    {
        var hesitant = _run.Learner("hesitant@example.org");
        await hesitant.SignUpAsync();
        await _run.Learner("refuser@example.org").SignUpAsync();
        await _run.Learner("bounce@example.org").SignUpAsync();
        var reader = _run.Learner("reader@example.org");
        await reader.BeginAsync();
        await _run.Sandbox.AdvanceAsync($"P{Lessons.Count + 1}D");
        await reader.SignUpAsync();
        await _run.Learner("visitor@example.org").BeginAsync();
        await _run.Learner("leaver@example.org").BeginAsync();
        await _run.Learner("skipper@example.org").BeginAsync();
        await _run.Learner("pauser@example.org").BeginAsync();
        await _run.Learner("stopper@example.org").BeginAsync();
        await _run.Learner("mover@example.org").BeginAsync();
        await _run.Learner("mover@example.org").ChangeAddressAsync("moved@example.org");
        await _run.Sandbox.RunAsync();
        await _run.Learner("leftover@example.org").BeginAsync();
        await _run.Learner("leftover@example.org").ChangeAddressAsync("elsewhere@example.org");
        await _run.Sandbox.RunAsync();
        await _run.Learner("elsewhere@example.org").ConfirmAddressAsync();
        await _run.Sandbox.RunAsync();
    }

    private async Task<Dictionary<string, string>> HtmlByKeyAsync()
    {
        var mails = new Dictionary<string, string>();
        foreach (var mail in (await _run.Sandbox.InboxAsync()).DistinctBy(mail => mail.Mail))
        {
            mails[mail.Mail] = await _run.Sandbox.HtmlAsync(mail);
        }

        return mails;
    }

    private async Task FindWaysAsync()
    {
        var (visitor, leaver) = (_run.Learner("visitor@example.org"), _run.Learner("leaver@example.org"));
        var (hesitant, refuser) = (_run.Learner("hesitant@example.org"), _run.Learner("refuser@example.org"));
        var (confirm, stop) = (await visitor.LinkAsync("confirm"), await leaver.LinkAsync("unsubscribe"));
        _ways["landing"] = To("");
        _ways["landing with errors"] = Pressing("", "document.forms[0].noValidate = true");
        _ways["check your inbox"] = To("check-your-inbox");
        _ways["confirm"] = To(confirm);
        _ways["confirm with errors"] = Pressing(confirm, "document.forms[0].noValidate = true");
        _ways["confirmed"] = Pressing(confirm, "document.getElementById('start-now').checked = true");
        _ways["never again"] = To(await hesitant.LinkAsync("never-again"));
        _ways["refused"] = Pressing(
            await refuser.LinkAsync("never-again"),
            "if (document.getElementById('sure')) document.getElementById('sure').checked = true"
        );
        _ways["find"] = To("find");
        _ways["find with errors"] = Pressing("find", "document.forms[0].noValidate = true");
        _ways["lesson"] = To(await visitor.LinkAsync("lesson"));
        var answer = await visitor.LinkAsync("answer");
        _ways["answer"] = To(answer);
        _ways["answer counted"] = Pressing(answer);
        var manage = await visitor.LinkAsync("manage");
        _ways["manage"] = To(manage);
        _ways["manage after a skip"] = Pressing(
            await _run.Learner("skipper@example.org").LinkAsync("manage"),
            button: "Skip lesson"
        );
        _ways["manage with errors"] = Pressing(
            manage,
            "document.querySelectorAll('option').forEach(option => { option.value = 'x' })",
            "Save"
        );
        _ways["manage paused"] = Pressing(
            await _run.Learner("pauser@example.org").LinkAsync("manage"),
            button: "Pause for a week"
        );
        _ways["manage stopped"] = PressingOnce(await _run.Learner("stopper@example.org").LinkAsync("manage"));
        _ways["manage with a new address asked for"] = Pressing(
            manage,
            "document.getElementById('email').value = 'another@example.org'",
            "Change the address"
        );
        var move = await _run.Learner("moved@example.org").LinkAsync("confirm-address");
        _ways["confirm address"] = To(move);
        _ways["confirm address with errors"] = Pressing(move, "document.forms[0].noValidate = true");
        _ways["address confirmed"] = Pressing(move, "document.getElementById('sure').checked = true");
        _ways["unsubscribe"] = To(stop);
        _ways["unsubscribed"] = Pressing(stop);
        _ways["privacy"] = To("privacy");
        _ways["broken link"] = To("confirm?t=broken");
        _ways["desk sign-in"] = To("desk/sign-in");
        _ways["desk sign-in with errors"] = Pressing("desk/sign-in", "document.forms[0].noValidate = true");
        _ways["desk link"] = To("desk/enter?t=a-token");
        var author = new Operator(_run.Site, _run.Sandbox);
        await author.SignInAsync();
        _ways["desk"] = AtDesk(author, "desk");
        FindWaysAtDesk(author);
        _ways["sandbox"] = To("sandbox");
        _ways["write"] = To("sandbox/write");
        _ways["write a lesson"] = To("sandbox/write/text?file=05-the-watcher.md&on=text");
        _ways["write a lesson that is refused"] = Pressing(
            "sandbox/write/text?file=05-the-watcher.md&on=desk&light=night",
            "document.querySelector('[name=fingerprint]').value = 'x'; editor.outerHTML = editor.outerHTML",
            "Save"
        );
        _ways["write the landing page"] = To("sandbox/write/text?file=pages/landing.md");
        _ways["write the settings"] = To("sandbox/write/text?file=course.yaml");
        _ways["what would change"] = To("sandbox/write/changes");
        _ways["sandbox mail"] = To($"sandbox/mail/{(await visitor.MailsAsync())[^1].Id}");
    }

    private Func<IPage, Task> To(string path) => page => page.GotoAsync(new Uri(_run.Site.Http.BaseAddress!, path).ToString());

    private void FindWaysAtDesk(Operator author)
    {
        _ways["desk readers"] = AtDesk(author, "desk/readers");
        _ways["desk readers with errors"] = AtDesk(author, "desk/readers", page => LookUpAsync(page, "nobody"));
        _ways["desk reader"] = AtDesk(author, "desk/readers", page => LookUpAsync(page, "reader@example.org"));
        _ways["desk reader after an act"] = AtDesk(
            author,
            "desk/readers",
            async page =>
            {
                await LookUpAsync(page, "visitor@example.org");
                await PressAsync(page, "Send the last lesson");
            }
        );
        _ways["desk reader without a tick"] = AtDesk(
            author,
            "desk/readers",
            async page =>
            {
                await LookUpAsync(page, "visitor@example.org");
                await PressAsync(page, "Erase", "document.getElementById('sure-erase').required = false");
            }
        );
        _ways["desk reader suppressed"] = AtDesk(author, "desk/readers", page => LookUpAsync(page, "bounce@example.org"));
        _ways["desk lists"] = AtDesk(author, "desk/lists");
        _ways["desk lists with errors"] = AtDesk(author, "desk/lists", page => PressAsync(page, "Look first"));
        _ways["desk lists looked at"] = AtDesk(
            author,
            "desk/lists",
            page =>
                PressAsync(
                    page,
                    "Look first",
                    "document.getElementById('text').value = 'email,time_zone,hour,consent_at,consent_wording\\n"
                        + "new@example.org,Europe/Berlin,8,2026-01-31T18:30:00Z,Yes\\nold@example.org,Europe/Berlin,25,,Yes'"
                )
        );
    }

    private static Task LookUpAsync(IPage page, string email) =>
        PressAsync(
            page,
            "Look it up",
            $"document.querySelector('form.line').noValidate = true; document.getElementById('email').value = '{email}'"
        );

    private Func<IPage, Task> AtDesk(Operator signedIn, string path, Func<IPage, Task>? then = null) =>
        async page =>
        {
            var (name, value) = (signedIn.Cookie.Split('=', 2)[0], signedIn.Cookie.Split('=', 2)[1]);
            await page.Context.AddCookiesAsync([
                new()
                {
                    Name = name,
                    Value = value,
                    Url = new Uri(_run.Site.Http.BaseAddress!, "desk").ToString(),
                },
            ]);
            await To(path)(page);
            await (then?.Invoke(page) ?? Task.CompletedTask);
        };

    // Whoever has stopped finds the same page again.
    private Func<IPage, Task> PressingOnce(string path) =>
        async page =>
        {
            await To(path)(page);
            var stop = page.GetByRole(AriaRole.Button, new() { Name = "Stop these emails" });
            if (await stop.CountAsync() > 0)
            {
                await stop.ClickAsync();
            }
        };

    /// <param name="button">How the name of the button begins; null where there is only one.</param>
    private Func<IPage, Task> Pressing(string path, string first = "undefined", string? button = null) =>
        async page =>
        {
            await To(path)(page);
            await PressAsync(page, button, first);
        };

    private static async Task PressAsync(IPage page, string? button, string first = "undefined")
    {
        await page.EvaluateAsync(first);
        // Listens before the press, so that a page that is there at once is not missed.
        var loaded = new TaskCompletionSource();
        page.Load += (_, _) => loaded.TrySetResult();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
        await loaded.Task.WaitAsync(TestContext.Current.CancellationToken);
    }
}
