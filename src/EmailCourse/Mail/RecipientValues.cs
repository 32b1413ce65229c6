namespace EmailCourse.Mail;

/// <summary>What one recipient's mail says where others' says something else.</summary>
/// <param name="FirstName">The first name, or null if none was given.</param>
/// <param name="UnsubscribeLink">Every mail can be stopped.</param>
/// <param name="ConfirmLink">For <c>confirm</c> and <c>reminder</c> only.</param>
/// <param name="LessonLink">For lessons only.</param>
internal sealed record RecipientValues(
    string? FirstName,
    string UnsubscribeLink,
    string? ConfirmLink = null,
    string? LessonLink = null
)
{
    /// <summary>The values by their <see cref="SubstitutionTags"/>, as plain text, without links the mail does not have.</summary>
    public IReadOnlyDictionary<string, string> Substitutions() =>
        new (string Tag, string? Value)[]
        {
            (SubstitutionTags.Greeting, string.IsNullOrEmpty(FirstName) ? "Hello," : $"Hello {IsolatedName.Of(FirstName)},"),
            (SubstitutionTags.CommaName, string.IsNullOrEmpty(FirstName) ? "" : $", {IsolatedName.Of(FirstName)}"),
            (SubstitutionTags.UnsubscribeLink, UnsubscribeLink),
            (SubstitutionTags.ConfirmLink, ConfirmLink),
            (SubstitutionTags.LessonLink, LessonLink),
        }
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Tag, pair => pair.Value!);
}
