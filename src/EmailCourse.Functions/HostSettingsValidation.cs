using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace EmailCourse.Functions;

/// <summary>
/// Validates at startup what only the Functions host reads. Without these settings the host would leave out the timer or the
/// queue and serve the pages as if nothing were wrong.
/// </summary>
internal sealed class HostSettingsValidation(IConfiguration configuration) : IValidateOptions<EmailCourseOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailCourseOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(EmailCourseOptions options)
    {
        if (TimerSchedule.Parse(configuration[DeliveryFunctions.ScheduleSetting]) is null)
        {
            yield return $"App setting {DeliveryFunctions.ScheduleSetting} needs an NCRONTAB expression of six fields, the first "
                + "being seconds, such as '0 */5 * * * *'. Without it no lesson is ever sent.";
        }

        if (!IsStorage(configuration.GetSection(DeliveryFunctions.StorageConnection)))
        {
            yield return $"App setting {DeliveryFunctions.StorageConnection} needs a storage connection string, or "
                + $"{DeliveryFunctions.StorageConnection}__blobServiceUri and __queueServiceUri the addresses of an account that "
                + "the app's identity may use. "
                + "Without it no lesson is ever sent.";
        }

        // The trigger's queue is part of the program; with another one in the settings no shard would ever run.
        if (options.Storage.Queue != StorageOptions.DeliverQueue)
        {
            yield return $"App setting EmailCourse__Storage__Queue can only be '{StorageOptions.DeliverQueue}' in Azure "
                + "Functions. Remove it.";
        }
    }

    // Source: https://learn.microsoft.com/azure/azure-functions/functions-reference#connections.
    private static bool IsStorage(IConfigurationSection section) =>
        section.Value is { Length: > 0 } connection
            ? IsConnectionString(connection)
            : !string.IsNullOrWhiteSpace(section["accountName"])
                || (
                    Uri.IsWellFormedUriString(section["queueServiceUri"], UriKind.Absolute)
                    && Uri.IsWellFormedUriString(section["blobServiceUri"], UriKind.Absolute)
                );

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new QueueServiceClient(text);
            return true;
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            return false;
        }
    }
}
