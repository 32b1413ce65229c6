using System.Text;

namespace EmailCourse.Local.StandIn;

/// <summary>What SendGrid documents about custom headers.</summary>
internal static class HeaderRules
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id",
        "x-sg-eid",
        "received",
        "dkim-signature",
        "Content-Type",
        "Content-Transfer-Encoding",
        "To",
        "From",
        "Subject",
        "Reply-To",
        "CC",
        "BCC",
    };

    public static IEnumerable<SendGridError> Check(IReadOnlyDictionary<string, string>? headers, string field)
    {
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            if (Reserved.Contains(name))
            {
                yield return new SendGridError($"'{name}' is reserved and cannot be set as a header.", $"{field}.{name}");
            }
            else if (name.Length == 0 || !name.All(letter => letter is > ' ' and < '\x7f' and not ':'))
            {
                yield return new SendGridError($"'{name}' is no header name.", $"{field}.{name}");
            }
            else if (value is null || !Ascii.IsValid(value) || value.AsSpan().ContainsAny('\r', '\n'))
            {
                yield return new SendGridError(
                    "A header must be one line of ASCII, Unicode encoded beforehand.",
                    $"{field}.{name}"
                );
            }
        }
    }
}
