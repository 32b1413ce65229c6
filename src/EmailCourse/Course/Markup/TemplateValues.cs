using System.Reflection;
using Scriban.Runtime;

namespace EmailCourse.Course.Markup;

/// <summary>Shows a record to templates: its properties by their names in snake case.</summary>
internal static class TemplateValues
{
    public static ScriptObject Of(params IEnumerable<object> models)
    {
        var values = new ScriptObject();
        foreach (var model in models)
        {
            foreach (var property in Properties(model.GetType()))
            {
                values.SetValue(NameOf(property), property.GetValue(model), readOnly: true);
            }
        }

        return values;
    }

    /// <summary>The dotted names a template can use with a model of this type. What a list holds is checked only when rendered.</summary>
    public static IReadOnlyList<string> NamesOf(Type type) =>
        [
            .. Properties(type)
                .SelectMany(property =>
                    Properties(property.PropertyType).Length == 0
                        ? [NameOf(property)]
                        : NamesOf(property.PropertyType).Select(inner => $"{NameOf(property)}.{inner}").Prepend(NameOf(property))
                ),
        ];

    private static PropertyInfo[] Properties(Type type) =>
        type.Assembly == typeof(TemplateValues).Assembly && type != typeof(RawHtml)
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            : [];

    private static string NameOf(MemberInfo member) => StandardMemberRenamer.Rename(member);
}
