using EmailCourse.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace EmailCourse;

/// <summary>Puts the course into a container.</summary>
public static class EmailCourseServices
{
    /// <summary>Registers the whole engine. A head that registered its own <see cref="IClock"/> or queue before keeps it.</summary>
    public static IServiceCollection AddEmailCourse(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmailCourseOptions>().Bind(configuration.GetSection(EmailCourseOptions.Section)).ValidateOnStart();
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.AddSingleton<DeliveryTick>().AddSingleton<ShardDelivery>().AddSingleton<NextDue>();
        return services;
    }
}
