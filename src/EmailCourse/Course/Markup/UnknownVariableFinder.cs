using Scriban.Syntax;

namespace EmailCourse.Course.Markup;

/// <summary>
/// Finds the variables a template names and does not know. Rendering would find only the first, and only on the branch taken.
/// </summary>
internal sealed class UnknownVariableFinder : ScriptVisitor
{
    private readonly IReadOnlyCollection<string> _known;
    private readonly HashSet<string> _declared = ["for", "while", .. EscapingContext.Builtins];
    private readonly List<(int Line, string Name)> _found = [];

    private UnknownVariableFinder(IReadOnlyCollection<string> known) => _known = known;

    /// <summary>Returns the unknown variables and their lines, counted from 0.</summary>
    public static IReadOnlyList<(int Line, string Name)> Find(ScriptNode? page, IReadOnlyCollection<string> known)
    {
        var visitor = new UnknownVariableFinder(known);
        visitor.Visit(page);
        return visitor._found;
    }

    public override void Visit(ScriptForStatement node)
    {
        Declare(node.Variable);
        base.Visit(node);
    }

    public override void Visit(ScriptAssignExpression node)
    {
        Declare(node.Target);
        base.Visit(node);
    }

    public override void Visit(ScriptCaptureStatement node)
    {
        Declare(node.Target);
        base.Visit(node);
    }

    public override void Visit(ScriptVariableGlobal node) => Check(node, node.Name);

    public override void Visit(ScriptMemberExpression node)
    {
        if (PathOf(node) is { } path)
        {
            Check(node, path);
        }
        else
        {
            Visit(node.Target);
        }
    }

    private static string? PathOf(ScriptExpression? expression) =>
        expression switch
        {
            ScriptVariableGlobal variable => variable.Name,
            ScriptMemberExpression { Member: { } member } part when PathOf(part.Target) is { } path => $"{path}.{member.Name}",
            _ => null,
        };

    private void Declare(ScriptExpression? target)
    {
        if (target is ScriptVariable variable)
        {
            _declared.Add(variable.Name);
        }
    }

    private void Check(ScriptNode node, string path)
    {
        if (!_declared.Contains(path.Split('.')[0]) && !_known.Contains(path) && !IsBuiltInMember(path))
        {
            _found.Add((node.Span.Start.Line, path));
        }
    }

    // errors.size, title.empty?: Scriban's own members of lists and texts.
    private bool IsBuiltInMember(string path) =>
        path.LastIndexOf('.') is var dot and > 0 && path[(dot + 1)..] is "size" or "empty" && _known.Contains(path[..dot]);
}
