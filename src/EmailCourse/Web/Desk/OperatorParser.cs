using EmailCourse.Subscribers;

namespace EmailCourse.Web.Desk;

/// <summary>Parses the setting that lists the operators.</summary>
internal static class OperatorParser
{
    /// <exception cref="FormatException">
    /// Something in the list is no address; the message says what the setting must be.
    /// </exception>
    public static IReadOnlyList<EmailAddress> Parse(string list) =>
        [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseOne)];

    private static EmailAddress ParseOne(string text) =>
        EmailAddress.TryParse(text, out var address, out _)
            ? address
            : throw new FormatException($"email addresses separated by commas, and '{text}' is none");
}
