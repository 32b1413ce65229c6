namespace EmailCourse.Local.Sandbox.Page;

/// <summary>The files of the page, carried inside the program.</summary>
internal static class PageFiles
{
    public static string Text(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(typeof(PageFiles), name)
            ?? throw new InvalidOperationException($"The page file {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
