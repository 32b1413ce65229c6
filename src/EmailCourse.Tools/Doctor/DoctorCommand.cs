using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using EmailCourse.Course;
using EmailCourse.Local.Startup;
using EmailCourse.Tools.CommandLine;
using NodaTime;
using NodaTime.Extensions;

namespace EmailCourse.Tools.Doctor;

/// <summary>Inspects a deployment from outside and prints what to fix. Changes nothing.</summary>
internal sealed class DoctorCommand : ToolCommand
{
    private const int DnsPort = 53;

    private readonly Option<Uri> _site = new("--site")
    {
        Description = "The address of the site, such as https://course.example.org.",
        HelpName = "URL",
        Required = true,
        CustomParser = ParseSite,
    };

    private readonly Option<string> _domain = new("--domain")
    {
        Description = "The domain your mails come from, such as example.org.",
        HelpName = "NAME",
        Required = true,
        CustomParser = ParseName,
    };

    private readonly Option<string?> _returnPath = new("--return-path")
    {
        Description = "The name of the first CNAME that SendGrid showed you, such as em1234.example.org.",
        HelpName = "NAME",
        CustomParser = ParseName,
    };

    private readonly Option<string[]> _dkimSelectors = new("--dkim-selector")
    {
        Description = "The name of a DKIM key. May be repeated. Without it: s1 and s2, which SendGrid makes.",
        HelpName = "NAME",
        CustomParser = ParseSelectors,
    };

    private readonly Option<string?> _lessons = LessonsOption.Create(
        "The folder of the course that was deployed, for its senders and help lines."
    );

    private readonly Option<IPEndPoint?> _resolver = new("--resolver")
    {
        Description = "The DNS server to ask, such as 9.9.9.9, when your own still remembers old records.",
        HelpName = "ADDRESS:PORT",
        CustomParser = ParseResolver,
    };

    public DoctorCommand()
        : base("doctor", "Checks a deployed course from outside: DNS records for mail, certificate, pages, health.")
    {
        Add(_site);
        Add(_domain);
        Add(_returnPath);
        Add(_dkimSelectors);
        Add(_lessons);
        Add(_resolver);
        SetAction(result => RunAsync(OptionsOf(result), result.InvocationConfiguration.Output));
    }

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [
            (
                "--site https://course.example.org --domain example.org --return-path em1234.example.org",
                "Check a deployment whose domain was authenticated at SendGrid:"
            ),
        ];

    /// <exception cref="CourseException">The course does not load.</exception>
    private DoctorOptions OptionsOf(ParseResult result)
    {
        var settings = CourseContent.Load(result.FolderOf(_lessons)).Settings;
        return new(
            result.GetRequiredValue(_site),
            result.GetRequiredValue(_domain),
            result.GetValue(_returnPath),
            result.GetValue(_dkimSelectors) is { Length: > 0 } selectors ? selectors : ["s1", "s2"],
            settings,
            result.GetValue(_resolver)
        );
    }

    /// <returns>The exit code: 0 when all is well, 1 when something is to fix.</returns>
    /// <exception cref="StartException">No DNS resolver answers.</exception>
    private static async Task<int> RunAsync(DoctorOptions options, TextWriter output)
    {
        using var site = new SiteInspector(options.Site, SystemClock.Instance);
        var domain = new MailDomainInspector(options, new TxtRecordReader(options.Resolver));
        var toFix = 0;
        var helpLines = HelpLineInspector.Inspect(options.Course, SystemClock.Instance.InUtc().GetCurrentDate());
        await foreach (var finding in domain.InspectAsync().Concat(site.InspectAsync()).Append(helpLines))
        {
            await output.WriteLineAsync(finding.ToString());
            toFix += finding.IsGood ? 0 : 1;
        }

        await output.WriteLineAsync(toFix == 0 ? "All is well." : $"{toFix} to fix.");
        return toFix == 0 ? 0 : 1;
    }

    private static Uri? ParseSite(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (
            Uri.TryCreate(text, UriKind.Absolute, out var site)
            && site.PathAndQuery == "/"
            && (site.Scheme == "https" || site is { Scheme: "http", IsLoopback: true })
        )
        {
            return site;
        }

        result.AddError(
            $"--site '{text}' is not the https address of a site; give for example --site https://course.example.org."
        );
        return null;
    }

    private static string? ParseName(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.CheckHostName(text) == UriHostNameType.Dns && text.Contains('.', StringComparison.Ordinal))
        {
            return text.TrimEnd('.');
        }

        var option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{option} '{text}' is not a domain name; give for example {option} example.org.");
        return null;
    }

    private static string[] ParseSelectors(ArgumentResult result)
    {
        string[] selectors = [.. result.Tokens.Select(token => token.Value)];
        if (selectors.Any(selector => selector.Length == 0 || selector.StartsWith('-')))
        {
            result.AddError("--dkim-selector needs the name of a key; give for example --dkim-selector s1.");
        }

        return selectors;
    }

    private static IPEndPoint? ParseResolver(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (IPEndPoint.TryParse(text, out var resolver))
        {
            return new IPEndPoint(resolver.Address, resolver.Port == 0 ? DnsPort : resolver.Port);
        }

        result.AddError($"--resolver '{text}' is not an address; give for example --resolver 9.9.9.9:53.");
        return null;
    }
}
