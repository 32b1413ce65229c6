using NodaTime;

namespace EmailCourse.Local.Doctor;

/// <summary>Looks at a deployment from outside and says what to mend.</summary>
internal static class DoctorCommand
{
    /// <returns>The exit code: 0 when all is well, else 1.</returns>
    public static async Task<int> RunAsync(DoctorFlags flags)
    {
        using var site = new Site(flags.Site, SystemClock.Instance);
        var toMend = 0;
        await foreach (var finding in new MailDomain(flags, new TextRecords(flags.Resolver)).LookAsync().Concat(site.LookAsync()))
        {
            Console.WriteLine(finding);
            toMend += finding.IsGood ? 0 : 1;
        }

        Console.WriteLine(toMend == 0 ? "All is well." : $"{toMend} to mend.");
        return toMend == 0 ? 0 : 1;
    }
}
