namespace EmailCourse.Telemetry;

/// <summary>What a head listens to.</summary>
public static class CourseTelemetry
{
    /// <summary>The name of the one activity source and of the one meter.</summary>
    public const string Name = "EmailCourse";
}
