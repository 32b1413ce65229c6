using EmailCourse.Lists;

namespace EmailCourse.Web.Rendering;

internal sealed record DeskListsPage() : DeskPage("Lists")
{
    public override string Place => "lists";

    /// <summary>Where every form is posted.</summary>
    public string Action { get; } = "/" + Routes.DeskLists;

    /// <summary>Why the list was not sent, or null.</summary>
    public string? ExportError { get; init; }

    /// <summary>Why a list was not read, or null.</summary>
    public string? ImportError { get; init; }

    /// <summary>What a list did or would do; null before there was one.</summary>
    public DeskImport? Report { get; init; }

    /// <summary>The list as it was read.</summary>
    public string Text { get; init; } = "";

    /// <summary>By which an import recognises the text that was looked at.</summary>
    public string Looked { get; init; } = "";

    /// <summary>Whether an import was asked for of another text than the one looked at.</summary>
    public bool HasChanged { get; init; }

    /// <summary>The columns that a list must have.</summary>
    public IReadOnlyList<string> RequiredColumns { get; } = ListColumns.Required;

    /// <summary>The columns that it may have.</summary>
    public IReadOnlyList<string> OptionalColumns { get; } = [.. ListColumns.Read.Except(ListColumns.Required)];
}

/// <param name="IsDone">Whether it was done, and not only looked at.</param>
/// <param name="Count">How many were taken, or would be.</param>
/// <param name="Lines">The rows that are not taken.</param>
internal sealed record DeskImport(
    bool IsDone,
    int Count,
    string Rows,
    string Taken,
    string TakenBefore,
    string LeftOut,
    IReadOnlyList<DeskImportLine> Lines
)
{
    /// <summary>How many more rows are not taken.</summary>
    public int MoreLines { get; init; }

    /// <summary>The names of the columns that nobody reads; empty if there are none.</summary>
    public string NotRead { get; init; } = "";
}

/// <param name="Line">The line of the list, from 1.</param>
internal sealed record DeskImportLine(int Line, string Reason);
