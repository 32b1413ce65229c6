namespace EmailCourse.Local.Startup;

/// <summary>Writes files that are the old one or the new one, whenever the program is killed or the power fails.</summary>
internal static class AtomicFile
{
    public static void Write(string path, ReadOnlySpan<byte> content) => Write(path, content, () => true);

    /// <summary>Writes a file unless it is no longer wanted at the last moment. A replaced file keeps its Unix mode.</summary>
    /// <param name="isWanted">Asked when all that is left to do is to give the new file its name.</param>
    /// <returns>Whether it was written.</returns>
    public static bool Write(string path, ReadOnlySpan<byte> content, Func<bool> isWanted)
    {
        var draft = path + ".draft";
        try
        {
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(draft, File.GetUnixFileMode(path));
            }

            if (!isWanted())
            {
                return false;
            }

            File.Move(draft, path, overwrite: true);
            return true;
        }
        finally
        {
            // It is still there only if it was not needed, or something failed.
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }
        }
    }
}
