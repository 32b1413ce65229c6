namespace EmailCourse.Schedule;

/// <summary>On which days lessons come.</summary>
internal enum Pace
{
    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every second day.</summary>
    EveryOtherDay,

    /// <summary>Monday to Friday.</summary>
    Weekdays,

    /// <summary>Every seventh day.</summary>
    Weekly,
}
