namespace EmailCourse.Local.Sandbox.Page;

/// <summary>The files of pages, carried inside the program.</summary>
internal static class PageFiles
{
    public static string Text(string name) => Text(typeof(PageFiles), name);

    /// <summary>A file that lies beside a class.</summary>
    public static string Text(Type beside, string name)
    {
        using var stream =
            beside.Assembly.GetManifestResourceStream(beside, name)
            ?? throw new InvalidOperationException($"The page file {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
