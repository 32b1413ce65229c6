using System.Text.RegularExpressions;
using EmailCourse.Course;

namespace EmailCourse.Local.Changes;

/// <summary>Finds lessons that were removed and seem to be there again under another name.</summary>
internal static partial class RenameGuesser
{
    // Half of the words in common: two different lessons of one course share about a third, as grammar does.
    private const double Alike = 0.5;

    public static IReadOnlyList<RenameGuess> Guess(IEnumerable<Lesson> gone, IEnumerable<Lesson> added)
    {
        var pairs = gone.SelectMany(former => added, (former, lesson) => (former, lesson, Likeness: Likeness(former, lesson)))
            .Where(pair => pair.Likeness >= Alike)
            .OrderByDescending(pair => pair.Likeness);
        var guesses = new List<RenameGuess>();
        foreach (var (former, lesson, _) in pairs)
        {
            if (guesses.All(guess => guess.Former != former.Slug && guess.Slug != lesson.Slug))
            {
                guesses.Add(new(former.Slug, lesson.Slug));
            }
        }

        return guesses;
    }

    /// <summary>The share of words that two lessons have in common (Dice's coefficient), from 0 to 1.</summary>
    public static double Likeness(Lesson one, Lesson other)
    {
        var (first, second) = (WordsOf(one), WordsOf(other));
        var common = first.Sum(word => Math.Min(word.Value, second.GetValueOrDefault(word.Key)));
        var all = first.Values.Sum() + second.Values.Sum();
        return all == 0 ? 0 : 2.0 * common / all;
    }

    private static Dictionary<string, int> WordsOf(Lesson lesson) =>
        Word()
            .Matches($"{lesson.Title} {lesson.Template.Body.Source}".ToUpperInvariant())
            .CountBy(match => match.Value)
            .ToDictionary();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
