using EmailCourse.Local.Sandbox.Page;
using EmailCourse.Web.Rendering;
using Scriban;

namespace EmailCourse.Tools.Preview;

/// <summary>
/// The folder of a preview: <c>index.html</c>, and the files it shows in <c>mails/</c>, <c>pages/</c> and <c>assets/</c>.
/// </summary>
internal sealed class PreviewFolder(string path)
{
    public string Index => At("index.html");

    /// <summary>The path of a file in the folder.</summary>
    public string At(string name) => Path.Combine(path, name);

    /// <summary>Writes everything but the index. Other files in the folder stay.</summary>
    public void Write(IEnumerable<PreviewItem> items, AssetCatalog assets)
    {
        foreach (var folder in new[] { "mails", "pages", "assets" })
        {
            Directory.CreateDirectory(At(folder));
        }

        foreach (var asset in assets.All)
        {
            File.WriteAllBytes(At($"assets/{asset.Name}"), asset.Content.Span);
        }

        foreach (var item in items)
        {
            Write(item);
        }
    }

    public void WriteIndex(string course, IReadOnlyList<PreviewItem> items, bool hasScreenshots)
    {
        var viewports = hasScreenshots ? Viewport.All : [];
        var template = Template.Parse(PageFiles.Text(typeof(PreviewFolder), "index.html"));
        File.WriteAllText(
            Index,
            template.Render(
                new
                {
                    course,
                    kinds = items
                        .GroupBy(item => item.Kind)
                        .Select(kind => new
                        {
                            name = kind.Key is PreviewKind.Mail ? "Mails" : "Pages",
                            items = kind.Select(item => Entry(item, viewports)).ToArray(),
                        })
                        .ToArray(),
                }
            )
        );
    }

    private void Write(PreviewItem item)
    {
        File.WriteAllText(At(item.File(".html")), item.Html);
        if (item.Message is not { } message)
        {
            return;
        }

        File.WriteAllText(At(item.File(".txt")), message.TextBody);
        message.WriteTo(At(item.File(".eml")));
    }

    private static object Entry(PreviewItem item, IEnumerable<Viewport> viewports) =>
        new
        {
            title = item.Title,
            subject = item.Message?.Subject,
            html = item.File(".html"),
            text = item.Message is null ? null : item.File(".txt"),
            message = item.Message is null ? null : item.File(".eml"),
            screenshots = viewports
                .Select(viewport => new { view = viewport.Name.Replace('-', ' '), file = item.File(viewport.Ending) })
                .ToArray(),
        };
}
