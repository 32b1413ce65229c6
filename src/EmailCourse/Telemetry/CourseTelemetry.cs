namespace EmailCourse.Telemetry;

/// <summary>The names under which the course publishes telemetry.</summary>
public static class CourseTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "EmailCourse";
}
