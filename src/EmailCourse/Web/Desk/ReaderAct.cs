namespace EmailCourse.Web.Desk;

/// <summary>Something an operator does for the owner of an address.</summary>
internal sealed record ReaderAct
{
    public static readonly ReaderAct Pause = new("pause", "Paused somebody");
    public static readonly ReaderAct Resume = new("resume", "Ended somebody's pause");
    public static readonly ReaderAct SendAgain = new("again", "Sent somebody the last lesson once more");
    public static readonly ReaderAct Stop = new("stop", "Stopped somebody's emails");
    public static readonly ReaderAct Erase = new("erase", "Erased somebody") { MustBeSure = true };
    public static readonly ReaderAct Lift = new("lift", "Lifted a suppression") { MustBeSure = true };

    private static readonly IReadOnlyList<ReaderAct> All = [Pause, Resume, SendAgain, Stop, Erase, Lift];

    private ReaderAct(string value, string words) => (Value, Words) = (value, words);

    /// <summary>How forms say it.</summary>
    public string Value { get; }

    /// <summary>How the audit says it.</summary>
    public string Words { get; }

    /// <summary>Whether a box must be ticked too.</summary>
    public bool MustBeSure { get; private init; }

    public static ReaderAct? Find(string value) => All.FirstOrDefault(act => act.Value == value);
}
