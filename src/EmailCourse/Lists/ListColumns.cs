namespace EmailCourse.Lists;

/// <summary>The columns of a list of subscribers, by the names in its first line.</summary>
internal static class ListColumns
{
    public const string Email = "email";
    public const string FirstName = "first_name";
    public const string TimeZone = "time_zone";
    public const string Hour = "hour";
    public const string Pace = "pace";
    public const string ConsentAt = "consent_at";
    public const string ConsentWording = "consent_wording";
    public const string State = "state";
    public const string SignedUpAt = "signed_up_at";
    public const string LessonsReceived = "lessons_received";

    /// <summary>Without which no row can be taken.</summary>
    public static IReadOnlyList<string> Required { get; } = [Email, TimeZone, Hour, ConsentAt, ConsentWording];

    /// <summary>What an import reads; of other columns it takes no notice.</summary>
    public static IReadOnlyList<string> Read { get; } = [.. Required, FirstName, Pace, State];

    /// <summary>What an export writes, in this order.</summary>
    public static IReadOnlyList<string> Written { get; } =
    [Email, FirstName, TimeZone, Hour, Pace, ConsentAt, ConsentWording, State, SignedUpAt, LessonsReceived];
}
