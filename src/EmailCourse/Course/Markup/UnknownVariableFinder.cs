using Scriban.Syntax;

namespace EmailCourse.Course.Markup;

/// <summary>
/// Finds the names a template uses and does not know. Rendering would find only the first one, and only on the branch taken.
/// </summary>
internal sealed class UnknownVariableFinder(IReadOnlyCollection<string> known) : ScriptVisitor
{
    private readonly HashSet<string> _ownNames = ["for", "while", .. EscapingContext.Builtins];
    private readonly List<(int Line, string Name)> _found = [];

    /// <summary>The unknown names and their lines, counted from 0.</summary>
    public static IReadOnlyList<(int Line, string Name)> In(ScriptNode? page, IReadOnlyCollection<string> known)
    {
        var visitor = new UnknownVariableFinder(known);
        visitor.Visit(page);
        return visitor._found;
    }

    public override void Visit(ScriptForStatement node)
    {
        Own(node.Variable);
        base.Visit(node);
    }

    public override void Visit(ScriptAssignExpression node)
    {
        Own(node.Target);
        base.Visit(node);
    }

    public override void Visit(ScriptCaptureStatement node)
    {
        Own(node.Target);
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

    private void Own(ScriptExpression? target)
    {
        if (target is ScriptVariable variable)
        {
            _ownNames.Add(variable.Name);
        }
    }

    private void Check(ScriptNode node, string path)
    {
        if (!_ownNames.Contains(path.Split('.')[0]) && !known.Contains(path) && !IsInsideKnownLeaf(path))
        {
            _found.Add((node.Span.Start.Line, path));
        }
    }

    // errors.size, title.empty?: Scriban's own properties of lists and texts.
    private bool IsInsideKnownLeaf(string path) =>
        path.LastIndexOf('.') is var dot and > 0 && path[(dot + 1)..] is "size" or "empty" && known.Contains(path[..dot]);
}
