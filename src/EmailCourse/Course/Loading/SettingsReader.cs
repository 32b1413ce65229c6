using System.Globalization;
using System.Net.Mail;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Course.Loading;

/// <summary>Reads <c>course.yaml</c>, and reports what is missing, malformed or unknown in it.</summary>
internal static partial class SettingsReader
{
    /// <summary>Returns the settings, or null if the file is missing or no YAML mapping.</summary>
    public static CourseSettings? Read(CourseFile? file, Diagnostics diagnostics)
    {
        if (file is null || YamlMap.Parse(file.Path, 0, file.Text, diagnostics) is not { } yaml)
        {
            return null;
        }

        var settings = new CourseSettings
        {
            Title = yaml.Text("title").Value,
            Tagline = yaml.Text("tagline").Value,
            Language = Language(yaml),
            Sender = Senders(yaml.Map("sender")),
            ReplyTo = yaml.OptionalMap("replyTo") is { } replyTo ? Sender(replyTo) : null,
            UnsubscribeAddress = yaml.OptionalText("unsubscribeAddress") is { } stop ? Address(yaml, stop) : null,
            PostalAddress = yaml.Lines("postalAddress"),
            Author = yaml.OptionalMap("author") is { } author ? Author(author) : new(null, null),
            Invitation = yaml.OptionalMap("invitation") is { } invitation ? Invitation(invitation) : null,
            AsksIfUseful = YesOrNo(yaml, "askIfUseful") ?? true,
            ConsentWording = yaml.Text("consent").Value,
            Privacy = Privacy(yaml.Map("privacy")),
            HelpLines = [.. yaml.Maps("helpLines").Select(Country)],
            HelpLinesChecked = Date(yaml, yaml.Text("helpLinesChecked")),
        };
        yaml.RefuseUnknownKeys();
        return settings;
    }

    private static string Language(YamlMap yaml)
    {
        var language = yaml.Text("language");
        if (language.Value.Length > 0 && !LanguageTag().IsMatch(language.Value))
        {
            yaml.Refuse(language, $"'{language.Value}' is not a language tag; write one like en or pt-BR");
        }

        return language.Value;
    }

    private static bool? YesOrNo(YamlMap yaml, string key)
    {
        if (yaml.OptionalText(key) is not { } text)
        {
            return null;
        }

        if (text.Value is not ("yes" or "no"))
        {
            yaml.Refuse(text, $"'{key}' is '{text.Value}'; write yes or no");
        }

        return text.Value == "yes";
    }

    private static CourseSenders Senders(YamlMap yaml)
    {
        var lessons = Sender(yaml.Map("lessons"));
        var confirmationsMap = yaml.Map("confirmations");
        var confirmations = Sender(confirmationsMap);
        if (lessons.Address.Length > 0 && lessons.Address.Equals(confirmations.Address, StringComparison.OrdinalIgnoreCase))
        {
            confirmationsMap.Refuse(
                confirmationsMap.Text("address"),
                "confirmations need another address than lessons, so that neither stains the other"
            );
        }

        yaml.RefuseUnknownKeys();
        return new(lessons, confirmations);
    }

    private static Mailbox Sender(YamlMap yaml)
    {
        var sender = new Mailbox(yaml.Text("name").Value, Address(yaml, yaml.Text("address")));
        yaml.RefuseUnknownKeys();
        return sender;
    }

    private static string Address(YamlMap yaml, YamlText address)
    {
        if (
            address.Value.Length > 0
            && !(MailAddress.TryCreate(address.Value, out var parsed) && parsed.Address == address.Value)
        )
        {
            yaml.Refuse(address, $"'{address.Value}' is not an email address; write it bare, like lessons@example.org");
        }

        return address.Value;
    }

    private static CourseAuthor Author(YamlMap yaml)
    {
        var author = new CourseAuthor(yaml.OptionalText("name")?.Value, yaml.OptionalText("practice")?.Value);
        yaml.RefuseUnknownKeys();
        return author;
    }

    private static Invitation Invitation(YamlMap yaml)
    {
        var invitation = new Invitation(yaml.Text("text").Value, Https(yaml, yaml.Text("url")));
        yaml.RefuseUnknownKeys();
        return invitation;
    }

    private static PrivacyNotice Privacy(YamlMap yaml)
    {
        var notice = new PrivacyNotice(
            yaml.Text("controller").Value,
            Address(yaml, yaml.Text("contact")),
            Age(yaml, yaml.Text("minimumAge")),
            yaml.Text("storedIn").Value,
            yaml.Text("sentFrom").Value,
            yaml.OptionalText("safeguard")?.Value,
            yaml.OptionalText("officer")?.Value,
            yaml.OptionalText("authority")?.Value,
            yaml.OptionalText("authorityUrl") is { } url ? Https(yaml, url) : null
        );
        if (notice is { Authority: null, AuthorityUrl: not null })
        {
            yaml.Refuse(yaml.Text("authorityUrl"), "'privacy.authorityUrl' needs 'privacy.authority', the name of the authority");
        }

        yaml.RefuseUnknownKeys();
        return notice;
    }

    private static int Age(YamlMap yaml, YamlText age)
    {
        if (int.TryParse(age.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is >= 13 and <= 99)
        {
            return years;
        }

        if (age.Value.Length > 0)
        {
            yaml.Refuse(age, $"'{age.Value}' is not an age in years from 13 to 99; write one like 18");
        }

        return 0;
    }

    private static CountryHelp Country(YamlMap yaml)
    {
        var country = new CountryHelp(yaml.Text("country").Value, [.. yaml.Maps("lines").Select(Line)]);
        yaml.RefuseUnknownKeys();
        return country;
    }

    private static HelpLine Line(YamlMap yaml)
    {
        var url = yaml.OptionalText("url") is { } text ? Https(yaml, text) : null;
        var (name, serves) = (yaml.Text("name").Value, yaml.OptionalText("serves")?.Value);
        var line = new HelpLine(name, serves, yaml.Text("contact").Value, url);
        yaml.RefuseUnknownKeys();
        return line;
    }

    private static LocalDate Date(YamlMap yaml, YamlText date)
    {
        if (LocalDatePattern.Iso.Parse(date.Value).TryGetValue(default, out var day))
        {
            return day;
        }

        if (date.Value.Length > 0)
        {
            yaml.Refuse(date, $"'{date.Value}' is not a date; write one like 2026-11-30");
        }

        return default;
    }

    private static string Https(YamlMap yaml, YamlText url)
    {
        if (
            url.Value.Length > 0
            && !(Uri.TryCreate(url.Value, UriKind.Absolute, out var parsed) && parsed.Scheme == Uri.UriSchemeHttps)
        )
        {
            yaml.Refuse(url, $"'{url.Value}' is not an https address");
        }

        return url.Value;
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageTag();
}
