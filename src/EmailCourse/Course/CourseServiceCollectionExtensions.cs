using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailCourse.Course;

/// <summary>Registers the course.</summary>
internal static class CourseServiceCollectionExtensions
{
    public static IServiceCollection AddCourseContent(this IServiceCollection services) =>
        services.AddSingleton(provider => Load(provider.GetRequiredService<IOptions<EmailCourseOptions>>()));

    private static CourseContent Load(IOptions<EmailCourseOptions> options) =>
        CourseContent.Load(Path.Combine(AppContext.BaseDirectory, options.Value.Lessons));
}
