using Scriban;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace EmailCourse.Course.Markup;

/// <summary>
/// Renders strictly and escapes every value a template prints, unless it is <see cref="RawHtml"/>. Scriban itself escapes
/// nothing.
/// </summary>
internal sealed class EscapingContext : TemplateContext
{
    /// <summary>
    /// The objects whose functions a template may call. No clock and no includes: the same values give the same text.
    /// </summary>
    public static readonly IReadOnlyList<string> Builtins = ["array", "string"];

    private readonly Func<string, string> _escape;

    public EscapingContext(ScriptObject values, Func<string, string> escape)
        : base(new ScriptObject { ["array"] = new ArrayFunctions(), ["string"] = new StringFunctions() })
    {
        _escape = escape;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        // The landing page lists every time zone in nested loops.
        LoopLimit = 10_000;
        // Indenting a multi-line value to its tag's column would turn Markdown into code and shift text mails.
        AutoIndent = false;
        NewLine = "\n";
        PushGlobal(values);
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject) =>
        textAsObject switch
        {
            null => this,
            RawHtml raw => Write(raw.Value),
            _ => Write(_escape(ObjectToString(textAsObject) ?? "")),
        };
}
