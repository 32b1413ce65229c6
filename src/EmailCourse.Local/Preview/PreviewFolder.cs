using EmailCourse.Local.Sandbox.Page;
using EmailCourse.Web.Rendering;
using Scriban;

namespace EmailCourse.Local.Preview;

/// <summary>The folder that is written: <c>index.html</c>, and what it shows in <c>mails/</c> and <c>pages/</c>.</summary>
internal sealed class PreviewFolder(string path)
{
    public string Index => At("index.html");

    public string At(string name) => Path.Combine(path, name);

    public void Write(IEnumerable<Exhibit> exhibits, AssetCatalog assets)
    {
        foreach (var folder in new[] { "mails", "pages", "assets" })
        {
            Directory.CreateDirectory(At(folder));
        }

        foreach (var asset in assets.All)
        {
            File.WriteAllBytes(At($"assets/{asset.Name}"), asset.Content.Span);
        }

        foreach (var exhibit in exhibits)
        {
            Write(exhibit);
        }
    }

    public void WriteIndex(string course, IReadOnlyList<Exhibit> exhibits, bool hasPictures)
    {
        var views = hasPictures ? View.All : [];
        var template = Template.Parse(PageFiles.Text(typeof(PreviewFolder), "index.html"));
        File.WriteAllText(
            Index,
            template.Render(
                new
                {
                    course,
                    kinds = exhibits
                        .GroupBy(exhibit => exhibit.Kind)
                        .Select(kind => new
                        {
                            name = kind.Key is ExhibitKind.Mail ? "Mails" : "Pages",
                            exhibits = kind.Select(exhibit => Shown(exhibit, views)).ToArray(),
                        })
                        .ToArray(),
                }
            )
        );
    }

    private void Write(Exhibit exhibit)
    {
        File.WriteAllText(At(exhibit.File(".html")), exhibit.Html);
        if (exhibit.Message is not { } message)
        {
            return;
        }

        File.WriteAllText(At(exhibit.File(".txt")), message.TextBody);
        message.WriteTo(At(exhibit.File(".eml")));
    }

    private static object Shown(Exhibit exhibit, IEnumerable<View> views) =>
        new
        {
            title = exhibit.Title,
            subject = exhibit.Message?.Subject,
            html = exhibit.File(".html"),
            text = exhibit.Message is null ? null : exhibit.File(".txt"),
            message = exhibit.Message is null ? null : exhibit.File(".eml"),
            pictures = views
                .Select(view => new
                {
                    view = view.Name.Replace('-', ' '),
                    file = exhibit.File(view.Ending),
                    phone = view.IsPhone,
                })
                .ToArray(),
        };
}
