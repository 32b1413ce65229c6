using EmailCourse.Answers;
using EmailCourse.Fuzzing.Sites;
using EmailCourse.Web;
using EmailCourse.Web.Desk;
using NodaTime;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Drafts requests as browsers, programs, mail programs and SendGrid make them.</summary>
internal sealed class DraftFactory(FuzzedSite site)
{
    // What changes something comes more often than what only looks.
    private static readonly IReadOnlyList<CourseEndpoint> Endpoints =
    [
        .. CourseEndpoints.All,
        .. CourseEndpoints
            .All.Where(endpoint => endpoint.Methods.Contains("POST"))
            .SelectMany(each => Enumerable.Repeat(each, 4)),
    ];

    private static readonly IReadOnlyList<CourseEndpoint> Posts = [.. Endpoints.Where(each => each.Methods.Contains("POST"))];

    private static readonly string[] Slugs =
    [
        "not-too-much",
        "what-happened",
        "a-sliding-scale",
        "many-parts",
        "the-watcher",
        "no-such-lesson",
    ];

    private static readonly string[] Files = ["site.css", "site.js", "icon.svg", "none.css"];

    private static readonly string[] Tables = ["days.csv", "lessons.csv", "hours.csv", "none.csv"];

    private static readonly string[] Acts =
    [
        "skip",
        "back",
        "again",
        "start-over",
        "schedule",
        "pause",
        "resume",
        "name",
        "address",
        "stop",
        "undo-stop",
        "erase",
        "dance",
    ];

    private static readonly string[] Answers = [.. LessonAnswer.All.Select(answer => answer.Value), "perhaps"];

    // Mostly as a person has it.
    private static readonly Duration[] FormAges =
    [
        Duration.FromMinutes(1),
        Duration.FromMinutes(1),
        Duration.FromMinutes(1),
        Duration.Zero,
        Duration.FromDays(1),
    ];

    private static readonly string[] Zones = ["Europe/Berlin", "Pacific/Auckland", "America/Sao_Paulo", "Asia/Kathmandu"];

    private static readonly string[] Events =
    [
        "processed",
        "delivered",
        "deferred",
        "bounce",
        "dropped",
        "spamreport",
        "unsubscribe",
        "open",
        "a-new-one",
    ];

    private readonly EventFactory _events = new(site, Events);

    /// <summary>A request to any endpoint, as it should be.</summary>
    public RequestDraft Any(Random random) => Make(random.Pick(Endpoints), random);

    /// <summary>A request that may change something, as it should be.</summary>
    public RequestDraft AnyPost(Random random) => Make(random.Pick(Posts), random);

    private RequestDraft Make(CourseEndpoint endpoint, Random random)
    {
        var draft = new RequestDraft
        {
            Endpoint = endpoint,
            Method = random.Pick(endpoint.Methods),
            Path =
                "/"
                + endpoint
                    .Route.Replace("{slug}", random.Pick(Slugs), StringComparison.Ordinal)
                    .Replace("{file}", random.Pick(Files), StringComparison.Ordinal)
                    .Replace("{table}", random.Pick(Tables), StringComparison.Ordinal),
            Email = random.Pick(Inhabitants.Emails),
        };
        draft.Headers.Add(new("Host", FuzzedSite.Address.Host));
        AddToken(draft, random);
        AddFields(draft, random);
        if (endpoint.Name.Contains("Desk", StringComparison.Ordinal) && random.Chance(75))
        {
            AddSession(draft);
        }

        if (endpoint.Methods.Contains("POST"))
        {
            draft.Format =
                endpoint.Name == "SendGridEvents" ? BodyFormat.Events
                : endpoint.Name == "SignUp" && random.Chance(50) ? BodyFormat.Json
                : random.Chance(25) ? BodyFormat.Multipart
                : BodyFormat.UrlEncoded;
        }

        return draft;
    }

    private void AddToken(RequestDraft draft, Random random)
    {
        if (draft.Purpose is { } purpose)
        {
            var token = new Field("t", site.Tokens.Make(purpose, draft.Email, draft.Path.Split('/')[^1]));
            (draft.Method == "POST" && random.Chance(50) ? draft.Fields : draft.Query).Add(token);
        }
    }

    private void AddSession(RequestDraft draft)
    {
        var (cookie, formToken) = site.Tokens.MakeDeskSession();
        draft.Headers.Add(new("Cookie", cookie));
        draft.Fields.Add(new("f", formToken));
    }

    private void AddFields(RequestDraft draft, Random random)
    {
        switch (draft.Endpoint.Name)
        {
            case "SignUp":
                draft.Fields.Add(new("email", draft.Email));
                draft.Fields.Add(new("firstName", random.Pick(["", "Ana", "José María", "محمد", "O'Neill"])));
                AddSchedule(draft, random);
                draft.Fields.Add(new("consent", random.Pick(["true", "on"])));
                draft.Fields.Add(new("formToken", site.Tokens.MakeForm(random.Pick(FormAges))));
                draft.Fields.Add(new("leave-empty", random.Chance(5) ? "https://spam.example" : ""));
                break;
            case "Confirm":
                draft.Fields.Add(new("start", random.Pick(["now", "tomorrow"])));
                if (random.Chance(50))
                {
                    AddSchedule(draft, random);
                }

                break;
            case "ConfirmAddress":
                draft.Fields.Add(new("sure", "yes"));
                break;
            case "Unsubscribe":
                draft.Fields.Add(new("List-Unsubscribe", "One-Click"));
                break;
            case "Refuse":
                draft.Fields.Add(
                    random.Pick<Field>([new("List-Unsubscribe", "One-Click"), new("sure", "yes"), new("lift", "yes")])
                );
                break;
            case "ShowAnswer":
                draft.Query.Add(new("a", random.Pick(Answers)));
                break;
            case "CountAnswer":
                draft.Fields.Add(new("a", random.Pick(Answers)));
                break;
            case "Find":
                draft.Fields.Add(new("email", draft.Email));
                break;
            case "DeskSignIn":
                draft.Fields.Add(
                    random.Pick<Field>([
                        new("email", draft.Email),
                        new("email", FuzzedSite.Operator),
                        new("key", FuzzedSite.DeskKey),
                    ])
                );
                break;
            case "DeskReaders":
                draft.Fields.Add(new("email", draft.Email));
                draft.Fields.Add(new("act", random.Pick(["", "pause", "resume", "again", "stop", "erase", "lift", "dance"])));
                draft.Fields.Add(new("sure", "yes"));
                break;
            case "DeskLists":
                AddList(draft, random);
                break;
            case "Desk":
                draft.Fields.Add(new("act", "count"));
                break;
            case "ShowManage":
                draft.Query.Add(new("done", random.Pick(["", "nothing-"]) + random.Pick(Acts)));
                break;
            case "Manage":
                AddAct(draft, random);
                break;
            case "SendGridEvents":
                draft.Events.AddRange(Enumerable.Range(0, random.Next(1, 5)).Select(_ => _events.Make(random)));
                break;
        }
    }

    private static void AddList(RequestDraft draft, Random random)
    {
        var rows = Enumerable
            .Range(0, random.Next(4))
            .Select(_ => $"{random.Pick(Inhabitants.Emails)},{random.Pick(Zones)},{random.Next(26)},2026-01-01T08:00:00Z,Yes.\n");
        var list = $"email,time_zone,hour,consent_at,consent_wording\n{string.Concat(rows)}";
        draft.Fields.Add(new("text", list));
        draft.Fields.Add(new("act", random.Pick(["look", "import", "csv", "jsonl"])));
        draft.Fields.Add(new("looked", ListsEndpoint.HashOf(list)));
    }

    private static void AddAct(RequestDraft draft, Random random)
    {
        var act = random.Pick(Acts);
        draft.Fields.Add(new("act", act));
        switch (act)
        {
            case "skip" or "back":
                draft.Fields.Add(new("lesson", random.Pick(Slugs)));
                break;
            case "schedule":
                AddSchedule(draft, random);
                draft.Fields.Add(new("pace", random.Pick(["daily", "every-other-day", "weekdays", "weekly"])));
                break;
            case "pause":
                draft.Fields.Add(new("days", random.Pick(["3", "7", "open"])));
                break;
            case "name":
                draft.Fields.Add(new("firstName", random.Pick(["", "Ana", "Zoë"])));
                break;
            case "address":
                draft.Fields.Add(new("email", random.Pick(Inhabitants.Emails)));
                break;
            case "erase":
                draft.Fields.Add(new("sure", "yes"));
                break;
        }
    }

    private static void AddSchedule(RequestDraft draft, Random random)
    {
        draft.Fields.Add(new("timeZone", random.Pick(Zones)));
        draft.Fields.Add(new("hour", $"{random.Next(24)}"));
    }
}
