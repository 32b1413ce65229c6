namespace EmailCourse;

/// <summary>The settings of the course, bound from configuration section <c>EmailCourse</c> and validated at start.</summary>
public sealed class EmailCourseOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "EmailCourse";

    /// <summary>Where the site is reached, for links in mails: an absolute http(s) address without path.</summary>
    public Uri? SiteUrl { get; set; }

    /// <summary>
    /// Whether browsers shall ask for every name below the site's by https too (RFC 6797, <c>includeSubDomains</c>). Only for a
    /// domain of which that is true for good: browsers remember it for a year.
    /// </summary>
    public bool HstsIncludeSubDomains { get; set; }

    /// <summary>The folder that holds the course; relative to the program's folder unless absolute.</summary>
    public string Lessons { get; set; } = "lessons";

    /// <summary>
    /// Base64 of at least 32 random bytes. Turns addresses into subscriber ids; can never be changed once people have signed up.
    /// </summary>
    public string IdKey { get; set; } = "";

    /// <summary>
    /// One or two keys that sign links, as <c>name:base64</c> separated by a comma; the first signs, all verify.
    /// </summary>
    public string SigningKeys { get; set; } = "";

    /// <summary>For how many days the link to a lesson in the browser works: 1 to 3650.</summary>
    public int LessonLinkDays { get; set; } = 90;

    /// <summary>
    /// How long the answer to a form with an address takes, so that the time does not tell whether the address is known; 0 for no
    /// such care.
    /// </summary>
    public TimeSpan AnswerTime { get; set; } = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// How long somebody must have had the sign-up form before sending it back; 0 if it may come at any time and from anywhere.
    /// </summary>
    public TimeSpan MinimumFormTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The origins of pages elsewhere whose visitors may sign up from there, separated by commas and exactly as browsers write
    /// them: <c>https://www.example.org</c>. Empty for none.
    /// </summary>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>Azure Storage.</summary>
    public StorageOptions Storage { get; set; } = new();

    /// <summary>SendGrid.</summary>
    public SendGridOptions SendGrid { get; set; } = new();

    /// <summary>Who is asked whether a person fills in the form; by default nobody.</summary>
    public HumanCheckOptions HumanCheck { get; set; } = new();

    /// <summary>What the form may do in an hour.</summary>
    public QuotaOptions Quotas { get; set; } = new();

    /// <summary>For how long the data is kept of those whose course is over.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>Who may open the desk; by default nobody, and then there is none.</summary>
    public DeskOptions Desk { get; set; } = new();

    /// <summary>When all sending stops until somebody lets it go on.</summary>
    public BrakeOptions Brakes { get; set; } = new();

    /// <summary>How a new domain begins.</summary>
    public WarmUpOptions WarmUp { get; set; } = new();
}

/// <summary>Who may see how the course goes, and look somebody up.</summary>
public sealed class DeskOptions
{
    /// <summary>The addresses that a link to the desk is sent to when it is asked for, separated by commas.</summary>
    public string Operators { get; set; } = "";

    /// <summary>At least 32 random characters that open the desk without a mail; empty for no such way.</summary>
    public string AccessKey { get; set; } = "";
}

/// <summary>
/// How much of what was sent today and yesterday (UTC) may be called spam, or bounce for good, before all sending stops. Gmail
/// and Yahoo punish from 0.3 % of complaints on: https://support.google.com/a/answer/81126.
/// </summary>
public sealed class BrakeOptions
{
    /// <summary>Of a hundred mails, how many may be called spam; 0 for any number.</summary>
    public decimal ComplaintPercent { get; set; } = 0.3m;

    /// <summary>Fewer complaints than these stop nothing, so that a small course survives a single one.</summary>
    public int MinimumComplaints { get; set; } = 5;

    /// <summary>Of a hundred mails, how many may bounce for good; 0 for any number.</summary>
    public decimal BouncePercent { get; set; } = 10;

    /// <summary>Fewer bounces than these stop nothing.</summary>
    public int MinimumBounces { get; set; } = 20;
}

/// <summary>
/// How many mails may leave on the first day of a new domain, and by how much more on each day that follows. SendGrid begins its
/// manual schedule with 50 mails a day, and lets its automatic one grow by 40 % a day:
/// https://www.twilio.com/docs/sendgrid/concepts/reputation/warm-up-ip-addresses.
/// </summary>
public sealed class WarmUpOptions
{
    /// <summary>The first day, of UTC, such as <c>2026-12-01</c>; empty for no warm-up.</summary>
    public string Start { get; set; } = "";

    /// <summary>The mails of the first day: 1 to 1,000,000.</summary>
    public int FirstDay { get; set; } = 50;

    /// <summary>How much more a day lets through than the day before: 0 to 1000.</summary>
    public int GrowthPercent { get; set; } = 40;
}

/// <summary>
/// How many sign-ups there may be, in an hour of UTC for all instances together, and in a minute for each; 0 for any number. What
/// one mailbox receives at most is no setting.
/// </summary>
public sealed class QuotaOptions
{
    /// <summary>From one network (IPv4 /24, IPv6 /56). More are refused until the next hour.</summary>
    public int PerNetwork { get; set; } = 20;

    /// <summary>To one domain of recipients. More are accepted, and their mails wait for a later hour.</summary>
    public int PerDomain { get; set; } = 300;

    /// <summary>Altogether, spread evenly over the shards. More are accepted, and their mails wait for a later hour.</summary>
    public int PerHour { get; set; } = 1000;

    /// <summary>Forms of any kind, mistakes included, that one network may send to one instance in a minute.</summary>
    public int RequestsPerMinute { get; set; } = 60;
}

/// <summary>After how many days everything is deleted that is stored of a subscriber: 1 to 3650.</summary>
public sealed class RetentionOptions
{
    /// <summary>After the stop.</summary>
    public int StoppedDays { get; set; } = 30;

    /// <summary>After the last lesson of the course.</summary>
    public int CompletedDays { get; set; } = 365;
}

/// <summary>
/// Where the subscribers are kept. Either <see cref="TableEndpoint"/> and <see cref="QueueEndpoint"/> (identity) or
/// <see cref="ConnectionString"/> (emulator).
/// </summary>
public sealed class StorageOptions
{
    /// <summary>What the queue is called unless a setting says otherwise.</summary>
    public const string DeliverQueue = "deliver";

    /// <summary>The https address of the account's tables, reached with the app's own identity.</summary>
    public Uri? TableEndpoint { get; set; }

    /// <summary>The https address of the account's queues, reached with the app's own identity.</summary>
    public Uri? QueueEndpoint { get; set; }

    /// <summary>A connection string, for the emulator.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>The table's name.</summary>
    public string Table { get; set; } = "course";

    /// <summary>The queue's name; in Azure Functions always <see cref="DeliverQueue"/>, which its trigger listens to.</summary>
    public string Queue { get; set; } = DeliverQueue;
}

/// <summary>A service of another company that tells people from programs on the sign-up page.</summary>
public sealed class HumanCheckOptions
{
    /// <summary><c>turnstile</c>, <c>hcaptcha</c>, or empty for none.</summary>
    public string Provider { get; set; } = "";

    /// <summary>By which the provider knows the site; it stands in the page.</summary>
    public string SiteKey { get; set; } = "";

    /// <summary>By which the provider knows that the question is ours.</summary>
    public string Secret { get; set; } = "";
}

/// <summary>How mail leaves.</summary>
public sealed class SendGridOptions
{
    /// <summary>The API key, with permission to send mail and nothing else.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>SendGrid's address; another one for the EU region or the local stand-in.</summary>
    public Uri Host { get; set; } = new("https://api.sendgrid.com");

    /// <summary>The base64 public key with which SendGrid's event webhook is verified.</summary>
    public string WebhookPublicKey { get; set; } = "";

    /// <summary>How long one call may take before its outcome counts as unknown.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
