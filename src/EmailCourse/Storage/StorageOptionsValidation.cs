using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EmailCourse.Storage;

/// <summary>Validates the settings of Azure Storage at startup, where the course is kept there.</summary>
internal sealed partial class StorageOptionsValidation : IValidateOptions<EmailCourseOptions>
{
    public ValidateOptionsResult Validate(string? name, EmailCourseOptions options)
    {
        var failures = Failures(options.Storage).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(StorageOptions storage)
    {
        var isEmulator = storage.ConnectionString.Length > 0;
        if (isEmulator ? storage.TableEndpoint is not null : !IsEndpoint(storage.TableEndpoint))
        {
            yield return SettingFailure.Of("Storage:TableEndpoint", Endpoint("tables", "table"));
        }

        if (isEmulator ? storage.QueueEndpoint is not null : !IsEndpoint(storage.QueueEndpoint))
        {
            yield return SettingFailure.Of("Storage:QueueEndpoint", Endpoint("queues", "queue"));
        }

        if (!TableName().IsMatch(storage.Table))
        {
            yield return SettingFailure.Of("Storage:Table", "3 to 63 letters and digits, beginning with a letter");
        }

        if (!QueueName().IsMatch(storage.Queue))
        {
            yield return SettingFailure.Of("Storage:Queue", "3 to 63 lower-case letters, digits and single hyphens");
        }
    }

    private static bool IsEndpoint(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "https", PathAndQuery: "/" };

    private static string Endpoint(string what, string service) =>
        $"the https address of the storage account's {what}, such as https://NAME.{service}.core.windows.net, or, for the "
        + "emulator only, Storage:ConnectionString instead";

    // Source: https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#table-names.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$")]
    private static partial Regex TableName();

    // Source: https://learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata#queue-names.
    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex QueueName();
}
