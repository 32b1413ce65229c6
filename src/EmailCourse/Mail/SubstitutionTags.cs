using System.Reflection;
using EmailCourse.Course;
using EmailCourse.Course.Markup;

namespace EmailCourse.Mail;

/// <summary>
/// What stands in a composed mail for each of <see cref="PersonalVariables"/>. SendGrid replaces it by the recipient's own value,
/// in the subject and in both parts.
/// </summary>
internal static class SubstitutionTags
{
    private static readonly IReadOnlyList<(string Tag, Func<PersonalVariables, string?> ValueOf)> Tags =
    [
        .. typeof(PersonalVariables)
            .GetProperties()
            .Select(property => (Of(property), property.GetMethod!.CreateDelegate<Func<PersonalVariables, string?>>())),
    ];

    /// <summary>The tags, each as the value of its variable.</summary>
    public static PersonalVariables AsVariables { get; } = CreateVariables();

    public static IEnumerable<string> All => Tags.Select(entry => entry.Tag);

    /// <summary>Returns one recipient's values by tag, as plain text, without those that are null.</summary>
    public static Dictionary<string, string> Substitutions(PersonalVariables recipient)
    {
        var substitutions = new Dictionary<string, string>(Tags.Count);
        foreach (var (tag, valueOf) in Tags)
        {
            if (valueOf(recipient) is { } value)
            {
                substitutions.Add(tag, value);
            }
        }

        return substitutions;
    }

    // A first name has no underscore and every tag has one: so no value can be mistaken for a tag.
    private static string Of(PropertyInfo variable) =>
        TemplateScope.NameOf(variable) is var name && name.Contains('_', StringComparison.Ordinal)
            ? $"-{name}-"
            : $"-{name}_line-";

    private static PersonalVariables CreateVariables()
    {
        var variables = Activator.CreateInstance<PersonalVariables>();
        foreach (var property in typeof(PersonalVariables).GetProperties())
        {
            property.SetValue(variables, Of(property));
        }

        return variables;
    }
}
