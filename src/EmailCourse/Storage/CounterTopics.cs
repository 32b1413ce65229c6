namespace EmailCourse.Storage;

/// <summary>The topics of counters that belong neither to a mail nor to people.</summary>
internal static class CounterTopics
{
    /// <summary>Calls of SendGrid.</summary>
    public const string Calls = "calls";

    /// <summary>Sign-ups and searches that were not taken, under the reason.</summary>
    public const string RefusedForms = "forms";
}
