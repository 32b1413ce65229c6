using EmailCourse.Course.Loading;
using Scriban;
using Scriban.Syntax;

namespace EmailCourse.Course.Markup;

/// <summary>A Scriban template that knows the file and line it came from. Immutable and thread-safe.</summary>
internal sealed class CourseTemplate
{
    private readonly TemplateScope _scope;
    private readonly Template _template;
    private readonly bool _isValid;

    private CourseTemplate(string file, int line, string source, TemplateScope scope, Template template, bool isValid) =>
        (File, Line, Source, _scope, _template, _isValid) = (file, line, source, scope, template, isValid);

    /// <summary>The file as diagnostics name it.</summary>
    public string File { get; }

    /// <summary>The line of the file on which the template begins.</summary>
    public int Line { get; }

    public string Source { get; }

    /// <summary>Parses a template, and reports its errors and every variable that is not in its scope.</summary>
    public static CourseTemplate Parse(string file, int line, string source, TemplateScope scope, Diagnostics diagnostics)
    {
        var template = Template.Parse(source);
        var unknown = UnknownVariableFinder.Find(template.Page, scope.Names);
        foreach (var message in template.Messages)
        {
            diagnostics.Add(file, line + message.Span.Start.Line, $"is not a valid template: {message.Message}");
        }

        foreach (var (offset, name) in unknown)
        {
            diagnostics.Add(file, line + offset, $"unknown variable '{name}'. Known: {string.Join(", ", scope.Names)}");
        }

        return new(file, line, source, scope, template, isValid: !template.HasErrors && unknown.Count == 0);
    }

    /// <param name="variables">What the template's scope takes its values from.</param>
    /// <param name="escape">Applied to every value; see <see cref="Escaping"/>.</param>
    /// <param name="own">The template's own records, in the order of their types in its scope.</param>
    /// <exception cref="CourseException">The template uses a value in a way it cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The template is not valid.</exception>
    public string Render(TemplateVariables variables, Func<string, string> escape, params IEnumerable<object> own)
    {
        var diagnostics = new Diagnostics();
        var rendered = TryRender(variables, escape, diagnostics, own);
        diagnostics.ThrowIfAny();
        return rendered ?? throw new InvalidOperationException($"{File} was not checked before it was rendered.");
    }

    /// <summary>Renders the template, or returns null and reports why. Says nothing again that was reported on parsing.</summary>
    public string? TryRender(
        TemplateVariables variables,
        Func<string, string> escape,
        Diagnostics diagnostics,
        params IEnumerable<object> own
    )
    {
        try
        {
            return _isValid ? _template.Render(new EscapingContext(_scope.ValuesOf(variables, own), escape)) : null;
        }
        catch (ScriptRuntimeException exception)
        {
            diagnostics.Add(File, Line + exception.Span.Start.Line, exception.OriginalMessage);
            return null;
        }
    }
}
