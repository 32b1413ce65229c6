using EmailCourse.Course.Loading;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace EmailCourse.Course.Markup;

/// <summary>A Scriban template that knows the file and line it came from. Immutable; may be rendered by many at once.</summary>
internal sealed class CourseTemplate
{
    private readonly Template _template;
    private readonly bool _isSound;

    private CourseTemplate(string file, int line, string source, Template template, bool isSound) =>
        (File, Line, Source, _template, _isSound) = (file, line, source, template, isSound);

    public string File { get; }

    /// <summary>The line of the file on which the template begins.</summary>
    public int Line { get; }

    public string Source { get; }

    /// <summary>Parses, and checks every name against those a template of this kind may use.</summary>
    public static CourseTemplate Parse(
        string file,
        int line,
        string source,
        IReadOnlyCollection<string> known,
        Diagnostics diagnostics
    )
    {
        var template = Template.Parse(source);
        var unknown = UnknownVariableFinder.In(template.Page, known);
        foreach (var message in template.Messages)
        {
            diagnostics.Add(file, line + message.Span.Start.Line, $"is not a valid template: {message.Message}");
        }

        foreach (var (offset, name) in unknown)
        {
            diagnostics.Add(file, line + offset, $"unknown variable '{name}'. Known: {string.Join(", ", known)}");
        }

        return new(file, line, source, template, isSound: !template.HasErrors && unknown.Count == 0);
    }

    /// <exception cref="CourseException">The template uses a value in a way it cannot be used.</exception>
    public string Render(ScriptObject values, Func<string, string> escape)
    {
        var diagnostics = new Diagnostics();
        var rendered = TryRender(values, escape, diagnostics);
        diagnostics.ThrowIfAny();
        return rendered ?? throw new InvalidOperationException($"{File} was not checked before it was rendered.");
    }

    /// <summary>Renders; null, and a problem, if that fails. Null alone if parsing has already named the problem.</summary>
    public string? TryRender(ScriptObject values, Func<string, string> escape, Diagnostics diagnostics)
    {
        try
        {
            return _isSound ? _template.Render(new EscapingContext(values, escape)) : null;
        }
        catch (ScriptRuntimeException exception)
        {
            diagnostics.Add(File, Line + exception.Span.Start.Line, exception.OriginalMessage);
            return null;
        }
    }
}
