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

    // Made by reflection, which takes longer than a whole rendering. Nobody can write to them, so that all may share them.
    private static readonly ScriptObject Functions = new()
    {
        ["array"] = new ArrayFunctions { IsReadOnly = true },
        ["string"] = new StringFunctions { IsReadOnly = true },
        IsReadOnly = true,
    };

    private readonly Func<string, string> _escape;

    public EscapingContext(ScriptObject values, Func<string, string> escape)
        : base(Functions)
    {
        _escape = escape;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        // The landing page lists every time zone in nested loops.
        LoopLimit = 10_000;
        // A page of the desk holds a list of a megabyte, which grows where it is escaped. Otherwise a long text is cut off.
        LimitToString = 8 * 1024 * 1024;
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
