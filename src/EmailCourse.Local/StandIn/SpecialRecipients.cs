namespace EmailCourse.Local.StandIn;

/// <summary>Addresses whose beginning decides their fate, so that every fate can be tried.</summary>
internal static class SpecialRecipients
{
    /// <summary>
    /// The fates SendGrid decides at once: <c>invalid</c> is refused by name, <c>poison</c> without saying which it was.
    /// </summary>
    public static IReadOnlyList<SendGridError> Refusals(MailSendRequest request)
    {
        var recipients = request
            .Personalizations!.Index()
            .SelectMany(
                each => each.Item.To!.Index(),
                (each, to) => (Address: to.Item.Email!, Field: $"personalizations.{each.Index}.to.{to.Index}.email")
            )
            .ToList();
        var invalid = recipients.Where(each => Begins(each.Address, "invalid")).ToList();
        if (invalid.Count > 0)
        {
            return [.. invalid.Select(each => new SendGridError("Does not contain a valid address.", each.Field))];
        }

        return recipients.Any(each => Begins(each.Address, "poison")) ? [new SendGridError("Bad Request", null)] : [];
    }

    /// <summary>What is reported about an accepted mail, in this order.</summary>
    public static string[] Fate(string address) =>
        Begins(address, "bounce") ? ["processed", "bounce"]
        : Begins(address, "complain") ? ["processed", "delivered", "spamreport"]
        : Begins(address, "defer") ? ["processed", "deferred", "delivered"]
        : ["processed", "delivered"];

    private static bool Begins(string address, string beginning) =>
        address.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
}
