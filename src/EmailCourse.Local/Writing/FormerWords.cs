using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Writing;

/// <summary>
/// Keeps what a file held before its last save, in the folder of the run. Once somebody else changes the file, it is not found.
/// </summary>
internal sealed class FormerWords(DataFolder data)
{
    /// <param name="path">The file that is about to be saved.</param>
    /// <param name="file">Its path in the folder of the course.</param>
    /// <param name="former">What it holds.</param>
    /// <param name="saved">The fingerprint of what it will hold.</param>
    public void Keep(string path, string file, byte[] former, string saved)
    {
        var kept = KeptAt(file);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        AtomicFile.Write(kept, LocalJson.Bytes(new KeptWords(path, saved, former)));
    }

    /// <summary>What a file held before; <see langword="null"/> if nothing is kept, or the file was changed since.</summary>
    /// <param name="fingerprint">That of what it holds now.</param>
    public byte[]? Find(string path, string file, string fingerprint) =>
        LocalJson.ReadFile<KeptWords>(KeptAt(file)) is { } kept && (kept.Path, kept.Saved) == (path, fingerprint)
            ? kept.Former
            : null;

    // One run may write in another folder than the run before it.
    private string KeptAt(string file) => Path.Combine(data.At("former"), file + ".json");

    /// <param name="Path">The whole path of the file.</param>
    /// <param name="Saved">The fingerprint of what the save wrote.</param>
    /// <param name="Former">What the file held before.</param>
    private sealed record KeptWords(string Path, string Saved, byte[] Former);
}
