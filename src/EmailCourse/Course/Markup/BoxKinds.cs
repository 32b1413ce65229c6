using Markdig.Extensions.CustomContainers;

namespace EmailCourse.Course.Markup;

/// <summary>The kinds of boxes a text may have: the word after <c>:::</c>.</summary>
internal static class BoxKinds
{
    public const string Practice = "practice";
    public const string Question = "question";
    public const string Sources = "sources";
    public const string Dialogue = "dialogue";
    public const string Logbook = "logbook";
    public const string Card = "card";
    public const string Columns = "columns";

    private const string Note = "note";
    private const string Care = "care";
    private const string Recap = "recap";

    public static readonly IReadOnlyList<string> All =
    [
        Practice,
        Question,
        Sources,
        Care,
        Note,
        Dialogue,
        Logbook,
        Card,
        Columns,
        Recap,
    ];

    /// <summary>Says what is wrong with a box, or returns null.</summary>
    public static string? ProblemWith(CustomContainer box) =>
        !All.Contains(box.Info) ? $"unknown box '{box.Info}'. Known: {string.Join(", ", All)}"
        : box.Info == Columns && BoxParts.HalvesOf(box) is null
            ? "the box 'columns' needs two halves, each below a heading with three hashes, such as '### Plainly'"
        : null;
}
