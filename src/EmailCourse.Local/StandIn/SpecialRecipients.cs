namespace EmailCourse.Local.StandIn;

/// <summary>Addresses whose beginning decides their fate, so that every fate can be tried.</summary>
internal static class SpecialRecipients
{
    /// <summary>The fates SendGrid decides at once: <c>invalid</c> is refused by name, <c>poison</c> without saying which it was.</summary>
    public static IReadOnlyList<SendGridError> Refusals(MailSendRequest request)
    {
        var recipients = request.Personalizations!.Index().SelectMany(each => each.Item.To!.Index(), (each, to) => (each.Index, To: to));
        SendGridError[] invalid =
        [
            .. recipients.Where(each => Begins(each.To.Item.Email!, "invalid"))
                .Select(each => new SendGridError("Does not contain a valid address.", $"personalizations.{each.Index}.to.{each.To.Index}.email")),
        ];
        return invalid is [] && recipients.Any(each => Begins(each.To.Item.Email!, "poison")) ? [new SendGridError("Bad Request", null)] : invalid;
    }

    /// <summary>What is reported about an accepted mail, in this order.</summary>
    public static string[] Fate(string address) =>
        Begins(address, "bounce") ? ["processed", "bounce"]
        : Begins(address, "complain") ? ["processed", "delivered", "spamreport"]
        : Begins(address, "defer") ? ["processed", "deferred", "delivered"]
        : ["processed", "delivered"];

    private static bool Begins(string address, string beginning) => address.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
}
