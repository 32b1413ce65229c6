using System.CommandLine;
using EmailCourse.Course;
using EmailCourse.Local.Startup;
using EmailCourse.Tools.CommandLine;

namespace EmailCourse.Tools.Preview;

/// <summary>Writes every mail and every page into a folder, with screenshots and an index. Sends nothing.</summary>
internal sealed class PreviewCommand : ToolCommand
{
    private readonly Option<string?> _lessons = LessonsOption.Create();

    private readonly Option<string?> _out = FolderOption.Create(
        "--out",
        "The folder to write to. Without it: '.local/preview' of this project."
    );

    public PreviewCommand()
        : base("preview", "Shows every mail and page at once, on a phone and a desktop, light and dark. Open its index.html.")
    {
        Add(_lessons);
        Add(_out);
        SetAction(result => RunAsync(result.FolderOf(_lessons), result.GetValue(_out), result.InvocationConfiguration.Output));
    }

    public override IReadOnlyList<(string Options, string Purpose)> Examples =>
        [("", "Look at the course:"), ("--lessons drafts --out looks", "Look at a course in another folder:")];

    /// <returns>The exit code 0.</returns>
    /// <exception cref="StartException">The course has a mistake, or the folder cannot be written.</exception>
    private static async Task<int> RunAsync(string lessons, string? target, TextWriter output)
    {
        var folder = new PreviewFolder(target ?? Path.Combine(RepositoryRoot.Find(), ".local", "preview"));
        try
        {
            using var preview = CoursePreview.Open(lessons);
            IReadOnlyList<PreviewItem> items = [.. preview.Mails(), .. preview.Pages()];
            folder.Write(items, preview.Assets);
            var hasScreenshots = await new ScreenshotTaker(folder, output).TakeAsync(items);
            folder.WriteIndex(preview.Course.Settings.Title, items, hasScreenshots);
            await output.WriteLineAsync($"{items.Count} mails and pages: {folder.Index}");
            return 0;
        }
        catch (Exception e) when (e is CourseException or UnauthorizedAccessException or IOException)
        {
            throw new StartException(e.Message, e);
        }
    }
}
