using System.Text;
using EmailCourse.Fuzzing.Requests;

namespace EmailCourse.Fuzzing.Courses;

/// <summary>Mutates one file of a course: its bytes, its lines, its grammar or its name.</summary>
internal static class CourseFuzzer
{
    private const int MaxMutations = 3;

    private static readonly string[] Names =
    [
        "1-x.md",
        "01-confirm.md",
        "01-people.md",
        "02-Upper.md",
        "999-a.md",
        "0001-a.md",
        "01-a.MD",
        "01--a.md",
        "01-ä.md",
        "notes.txt",
        "01-" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.md",
    ];

    /// <returns>The course, the file that was mutated, and the kinds of mutations made.</returns>
    public static (CourseDraft Course, string File, IReadOnlyList<string> Mutations) Make(Random random)
    {
        var course = new CourseDraft(random.Next(100));
        // The settings come as often as all others together.
        var file = random.Chance(40) ? "course.yaml" : random.Pick([.. course.Files.Keys]);
        var mutations = new List<string>();
        for (var left = random.Next(1, MaxMutations + 1); left > 0; left--)
        {
            var kind = random.Pick(["bytes", "lines", "syntax", "syntax", "text", "text"]);
            mutations.Add(kind);
            course.Files[file] = Mutate(course.Files[file], kind, file, random);
        }

        if (random.Chance(5))
        {
            mutations.Add("name");
            var bytes = course.Files[file];
            course.Files.Remove(file);
            course.Files[random.Pick(Names)] = bytes;
        }

        return (course, file, mutations);
    }

    private static byte[] Mutate(byte[] bytes, string kind, string file, Random random) =>
        kind switch
        {
            "bytes" => BodyMutations.Bytes(bytes, random),
            "lines" => Lines(bytes, random),
            "text" => Replace(bytes, random),
            _ => Insert(bytes, random.Pick(CourseSyntax.PiecesFor(file)), random),
        };

    private static byte[] Lines(byte[] bytes, Random random)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        var (at, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(5))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(other, lines[at]);
                break;
            case 2:
                (lines[at], lines[other]) = (lines[other], lines[at]);
                break;
            case 3:
                lines[at] = new string(random.Pick([' ', '\t']), random.Next(1, 5)) + lines[at];
                break;
            default:
                lines.RemoveRange(Math.Min(at, other), Math.Abs(at - other));
                break;
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    // One word or value, by another text.
    private static byte[] Replace(byte[] bytes, Random random)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var words = text.Split(' ');
        var at = random.Next(words.Length);
        var odd = Encoding.Latin1.GetString(WireText.ToBytes(OddText.Pick(random)));
        words[at] = random.Chance(70) ? odd : $"\"{odd}\"";
        return Encoding.Latin1.GetBytes(string.Join(' ', words));
    }

    private static byte[] Insert(byte[] bytes, string piece, Random random)
    {
        var at = random.Next(bytes.Length + 1);
        if (random.Chance(60))
        {
            at = Array.IndexOf(bytes, (byte)'\n', at) + 1;
        }

        return [.. bytes[..at], .. Encoding.UTF8.GetBytes(piece), .. bytes[at..]];
    }
}
