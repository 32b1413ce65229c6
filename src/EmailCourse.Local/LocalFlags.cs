using EmailCourse.Local.Startup;
using NodaTime;

namespace EmailCourse.Local;

/// <summary>What the command line asks for.</summary>
/// <param name="Url">Where the course is served, on this machine only.</param>
/// <param name="Data">Where everything is kept; <see langword="null"/> for <c>.local/</c> in the repository.</param>
/// <param name="Lessons">The course's folder; <see langword="null"/> for <c>lessons/</c> in the repository.</param>
/// <param name="Clock">The time to start at where none is kept yet.</param>
/// <param name="Manual">Whether time stands still and mail leaves only when the sandbox is asked.</param>
internal sealed record LocalFlags(Uri Url, string? Data, string? Lessons, Instant? Clock, bool Manual)
{
    private const string Known = "--urls URL, --data DIR, --lessons DIR, --clock INSTANT, --manual";

    private static readonly LocalFlags Defaults = new(new Uri("http://localhost:7071"), null, null, null, false);

    /// <exception cref="FlagException">A flag is unknown, misses its value or has a malformed one.</exception>
    public static LocalFlags Parse(IReadOnlyList<string> args)
    {
        var flags = Defaults;
        using var rest = args.SelectMany(Split).GetEnumerator();
        while (rest.MoveNext())
        {
            flags = flags.With(rest.Current, rest);
        }

        return flags;
    }

    private static IEnumerable<string> Split(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) ? arg.Split('=', 2) : [arg];

    private LocalFlags With(string flag, IEnumerator<string> rest) =>
        flag switch
        {
            "--urls" => this with { Url = ParseUrl(Value(flag, rest)) },
            "--data" => this with { Data = Path.GetFullPath(Value(flag, rest)) },
            "--lessons" => this with { Lessons = Path.GetFullPath(Value(flag, rest)) },
            "--clock" => this with { Clock = ParseInstant(Value(flag, rest)) },
            "--manual" => this with { Manual = true },
            _ => throw new FlagException($"Unknown flag '{flag}'. Known are: {Known}."),
        };

    private static string Value(string flag, IEnumerator<string> rest) =>
        rest.MoveNext() && rest.Current is { Length: > 0 } value && !value.StartsWith("--", StringComparison.Ordinal)
            ? value
            : throw new FlagException($"{flag} needs a value. Known are: {Known}.");

    private static Uri ParseUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http", IsLoopback: true, PathAndQuery: "/" }
            ? url
            : throw new FlagException(
                $"--urls '{text}' is not one http address of this machine; give for example --urls http://localhost:7071."
            );

    private static Instant ParseInstant(string text) =>
        InstantText.Pattern.Parse(text) is { Success: true } parsed
            ? parsed.Value
            : throw new FlagException(
                $"--clock '{text}' is not an instant in UTC; give for example --clock 2026-03-28T12:00:00Z."
            );
}
