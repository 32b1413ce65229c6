namespace EmailCourse.Telemetry;

/// <summary>Why a form was not taken, as the metric says it.</summary>
internal static class FormRefusal
{
    /// <summary>A field was wrong or missing.</summary>
    public const string Mistake = "mistake";

    /// <summary>The provider that the settings name did not take the sender for a person.</summary>
    public const string HumanCheck = "human-check";

    /// <summary>A page elsewhere that is not allowed to had its visitor's browser send it.</summary>
    public const string ForeignOrigin = "foreign-origin";

    /// <summary>The address is one of an office or a machine.</summary>
    public const string ReservedName = "reserved-name";

    /// <summary>The address is one of those that last for hours.</summary>
    public const string DisposableDomain = "disposable-domain";

    /// <summary>The field was filled in that no person sees. The sender is not told.</summary>
    public const string Honeypot = "honeypot";

    /// <summary>It was sent back faster than a person can fill it in.</summary>
    public const string TooFast = "too-fast";

    /// <summary>It was drawn more than a day before.</summary>
    public const string Stale = "stale";

    /// <summary>It was not drawn by this course, or does not say so.</summary>
    public const string NoToken = "no-token";

    /// <summary>Too many came, from one network or altogether.</summary>
    public const string TooMany = "too-many";
}
