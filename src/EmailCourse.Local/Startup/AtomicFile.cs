namespace EmailCourse.Local.Startup;

/// <summary>Files that are either the old one or the new one, whenever the program is killed.</summary>
internal static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = path + ".draft";
        File.WriteAllBytes(draft, content);
        File.Move(draft, path, overwrite: true);
    }
}
