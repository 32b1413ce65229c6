namespace EmailCourse.Web;

/// <summary>Everything the course answers over HTTP.</summary>
public static class CourseEndpoints
{
    /// <summary>The endpoints, in the order of DESIGN.md section 3.</summary>
    public static IReadOnlyList<CourseEndpoint> All { get; } = [];
}
