using System.Text;

namespace EmailCourse.Local.StandIn;

/// <summary>What SendGrid documents about one personalization.</summary>
internal static class PersonalizationRules
{
    private const int MostBytes = 10_000;

    public static IEnumerable<SendGridError> Check(Personalization each, int index, MailSendRequest request)
    {
        var field = $"personalizations.{index}";
        return CheckRecipients(each.To, field)
            .Concat(HeaderRules.Check(each.Headers, $"{field}.headers"))
            .Concat(CheckSizes(each, field, request));
    }

    private static IEnumerable<SendGridError> CheckRecipients(IReadOnlyList<MailPerson>? to, string field)
    {
        if (to is not { Count: > 0 })
        {
            yield return new SendGridError("The to array is required for all personalization objects.", $"{field}.to");
        }

        foreach (var (index, person) in (to ?? []).Index())
        {
            if (!MailSendRules.IsAddress(person.Email))
            {
                yield return new SendGridError("Does not contain a valid address.", $"{field}.to.{index}.email");
            }
        }

        var repeated = (to ?? [])
            .GroupBy(person => person.Email, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
        {
            yield return new SendGridError(
                "Each email address in the personalization block should be unique between to, cc, and bcc. "
                    + $"We found the first duplicate instance of [{repeated.Key}] in the {field}.to field.",
                field
            );
        }
    }

    private static IEnumerable<SendGridError> CheckSizes(Personalization each, string field, MailSendRequest request)
    {
        if (each.Subject is "")
        {
            yield return new SendGridError("The subject must be a string of at least one character.", $"{field}.subject");
        }

        if (Size(each.Substitutions) > MostBytes)
        {
            yield return new SendGridError(
                "Substitutions may not exceed 10,000 bytes per personalization.",
                $"{field}.substitutions"
            );
        }

        if (Size(request.CustomArgs) + Size(each.CustomArgs) > MostBytes)
        {
            yield return new SendGridError("Custom arguments may not exceed 10,000 bytes per message.", $"{field}.custom_args");
        }
    }

    private static int Size(IReadOnlyDictionary<string, string>? map) =>
        map?.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + Encoding.UTF8.GetByteCount(pair.Value ?? "")) ?? 0;
}
