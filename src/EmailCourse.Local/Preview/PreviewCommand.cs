using EmailCourse.Course;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Preview;

/// <summary>Writes every mail and every page into a folder, to be looked at in a minute. Needs no emulator and sends nothing.</summary>
internal static class PreviewCommand
{
    /// <returns>The exit code.</returns>
    /// <exception cref="StartException">The course has a mistake, or the folder cannot be written.</exception>
    public static async Task<int> RunAsync(PreviewFlags flags)
    {
        var repository = Repository.Find();
        var folder = new PreviewFolder(flags.Out ?? Path.Combine(repository, ".local", "preview"));
        try
        {
            using var engine = PreviewEngine.Of(flags.Lessons ?? Path.Combine(repository, "lessons"));
            IReadOnlyList<Exhibit> exhibits = [.. engine.Mails(), .. engine.Pages()];
            folder.Write(exhibits, engine.Assets);
            var hasPictures = await Pictures.TakeAsync(folder, exhibits);
            folder.WriteIndex(engine.Course.Settings.Title, exhibits, hasPictures);
            Console.WriteLine($"{exhibits.Count} mails and pages: {folder.Index}");
            return 0;
        }
        catch (Exception e) when (e is CourseException or UnauthorizedAccessException or IOException)
        {
            throw new StartException(e.Message, e);
        }
    }
}
