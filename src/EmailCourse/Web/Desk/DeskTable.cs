using System.Globalization;
using EmailCourse.Course.Markup;

namespace EmailCourse.Web.Desk;

/// <summary>A table of the desk: shown on a page, and sent as a file.</summary>
/// <param name="Name">The name of the file without its ending.</param>
/// <param name="Title">What stands above it.</param>
/// <param name="Columns">The heads of the columns; the first names the row.</param>
/// <param name="Rows">The cells of each row, as many as there are columns.</param>
internal sealed record DeskTable(
    string Name,
    string Title,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string>> Rows
)
{
    /// <summary>Where the file is.</summary>
    public string Href => "/" + Routes.DeskTable.Replace("{table}", $"{Name}.csv", StringComparison.Ordinal);

    /// <summary>The table as pages show it.</summary>
    public RawHtml Html => DeskTableHtml.Draw(this);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
