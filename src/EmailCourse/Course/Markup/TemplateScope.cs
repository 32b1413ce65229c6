using System.Reflection;
using Scriban.Runtime;

namespace EmailCourse.Course.Markup;

/// <summary>
/// The variables a template may use: those its kind allows of <see cref="TemplateVariables"/>, and those of its own records.
/// </summary>
internal sealed class TemplateScope
{
    private readonly List<(string Name, PropertyInfo Property)[]> _records;

    /// <param name="kind">Decides which variables are allowed.</param>
    /// <param name="own">Types of records that are given to this template alone.</param>
    public TemplateScope(TemplateKinds kind, params IEnumerable<Type> own)
    {
        Type[] records = [.. own, typeof(PersonalVariables), typeof(CommonVariables)];
        _records =
        [
            .. records.Select(record => Properties(record, kind).Select(property => (NameOf(property), property)).ToArray()),
        ];
        Names = [.. records.SelectMany(record => NamesIn(record, kind))];
    }

    /// <summary>The dotted names, such as <c>course.title</c>. What a list holds is checked only when it is rendered.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <param name="own">The template's own records, in the order of their types.</param>
    public ScriptObject ValuesOf(TemplateVariables variables, params IEnumerable<object> own)
    {
        var values = new ScriptObject();
        foreach (var (properties, record) in _records.Zip([.. own, variables.Personal, variables.Common]))
        {
            foreach (var (name, property) in record is null ? [] : properties)
            {
                values.SetValue(name, property.GetValue(record), readOnly: true);
            }
        }

        return values;
    }

    /// <summary>Returns the name of a variable: its property's, in snake case.</summary>
    public static string NameOf(PropertyInfo property) => StandardMemberRenamer.Rename(property);

    private static IEnumerable<string> NamesIn(Type record, TemplateKinds kind) =>
        Properties(record, kind)
            .SelectMany(property => IsRecord(property.PropertyType) ? NamesIn(property, kind) : [NameOf(property)]);

    private static IEnumerable<string> NamesIn(PropertyInfo property, TemplateKinds kind)
    {
        var names = NamesIn(property.PropertyType, kind).Select(name => $"{NameOf(property)}.{name}");
        // Layouts ask whether there is a lesson or an invitation. In a text, a whole record could only be printed, and would be
        // gibberish.
        return TemplateKinds.Layouts.HasFlag(kind) ? names.Prepend(NameOf(property)) : names;
    }

    private static IEnumerable<PropertyInfo> Properties(Type record, TemplateKinds kind) =>
        record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => KindsOf(property).HasFlag(kind));

    private static TemplateKinds KindsOf(PropertyInfo property) =>
        (
            property.GetCustomAttribute<UsableInAttribute>() ?? property.DeclaringType!.GetCustomAttribute<UsableInAttribute>()
        )?.Kinds
        ?? TemplateKinds.All;

    private static bool IsRecord(Type type) => type.Assembly == typeof(TemplateScope).Assembly && type != typeof(RawHtml);
}
