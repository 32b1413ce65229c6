using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmailCourse.Course;

/// <summary>Registers the course.</summary>
internal static class CourseServiceCollectionExtensions
{
    public static IServiceCollection AddCourseContent(this IServiceCollection services) =>
        services.AddSingleton(provider =>
            CourseContent.Load(
                Path.Combine(AppContext.BaseDirectory, provider.GetRequiredService<IOptions<EmailCourseOptions>>().Value.Lessons)
            )
        );
}
