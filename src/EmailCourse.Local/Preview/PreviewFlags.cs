using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Preview;

/// <summary>What the preview is to show, and where.</summary>
/// <param name="Out">The folder it is written to; <see langword="null"/> for <c>.local/preview/</c> in the repository.</param>
/// <param name="Lessons">The course's folder; <see langword="null"/> for <c>lessons/</c> in the repository.</param>
internal sealed record PreviewFlags(string? Out, string? Lessons)
{
    public const string Command = "preview";

    private const string Known = "--out DIR, --lessons DIR";

    /// <exception cref="FlagException">A flag is unknown or misses its value.</exception>
    public static PreviewFlags Parse(IReadOnlyList<string> args)
    {
        var flags = new PreviewFlags(null, null);
        foreach (var pair in args.Chunk(2))
        {
            flags = flags.With(pair);
        }

        return flags;
    }

    private PreviewFlags With(string[] pair) =>
        pair[0] switch
        {
            "--out" => this with { Out = Folder(pair) },
            "--lessons" => this with { Lessons = Folder(pair) },
            var flag => throw new FlagException($"Unknown flag '{flag}'. Known are: {Known}."),
        };

    private static string Folder(string[] pair) =>
        pair is [_, { Length: > 0 } folder] && !folder.StartsWith("--", StringComparison.Ordinal)
            ? Path.GetFullPath(folder)
            : throw new FlagException($"{pair[0]} needs a value. Known are: {Known}.");
}
