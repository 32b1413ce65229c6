using Microsoft.Extensions.Configuration;
using Xunit;

namespace EmailCourse.Functions.Tests;

public sealed class HostSettingsValidationTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "UseDevelopmentStorage=true")]
    [InlineData("0 */5 * * * *", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net")]
    public void Good_settings_pass(string schedule, string storage) =>
        Assert.Empty(Failures(("DeliverySchedule", schedule), ("AzureWebJobsStorage", storage)));

    [Fact]
    public void An_identity_needs_no_connection_string() =>
        Assert.Empty(Failures(("DeliverySchedule", "0 */5 * * * *"), ("AzureWebJobsStorage:accountName", "course")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*/5 * * * *")]
    [InlineData("0 */5 * * * * *")]
    [InlineData("00:05:00")]
    [InlineData("every five minutes")]
    [InlineData("%DeliverySchedule%")]
    public void A_schedule_the_host_would_not_run_is_refused_by_name(string? schedule)
    {
        var failure = Assert.Single(
            Failures(("DeliverySchedule", schedule), ("AzureWebJobsStorage", "UseDevelopmentStorage=true"))
        );

        Assert.Contains("DeliverySchedule needs", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", null)]
    [InlineData("AzureWebJobsStorage", "")]
    [InlineData("AzureWebJobsStorage", "course")]
    [InlineData("AzureWebJobsStorage", "AccountName=course")]
    [InlineData("AzureWebJobsStorage:accountName", " ")]
    [InlineData("AzureWebJobsStorage:queueServiceUri", "https://course.queue.example.org")]
    public void Storage_the_host_could_not_use_is_refused_by_name(string name, string? value)
    {
        var failure = Assert.Single(Failures(("DeliverySchedule", "0 */5 * * * *"), (name, value)));

        Assert.Contains("AzureWebJobsStorage needs", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_queue_is_refused_by_name()
    {
        var options = new EmailCourseOptions();
        options.Storage.Queue = "another";
        var failure = Assert.Single(
            Failures(options, ("DeliverySchedule", "0 */5 * * * *"), ("AzureWebJobsStorage", "UseDevelopmentStorage=true"))
        );

        Assert.Contains("EmailCourse__Storage__Queue", failure, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Failures(params (string Name, string? Value)[] settings) =>
        Failures(new EmailCourseOptions(), settings);

    private static IEnumerable<string> Failures(EmailCourseOptions options, params (string Name, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value))
            .Build();
        return new HostSettingsValidation(configuration).Validate(null, options).Failures ?? [];
    }
}
