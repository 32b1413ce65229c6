using System.Text.RegularExpressions;

namespace EmailCourse.Linting.Text;

/// <summary>
/// Estimates the syllables of an English word from its spelling: runs of vowels, without silent ones, and two where two are
/// spoken. The method is that of Greg Fast's Lingua::EN::Syllable, with the silent "e" of endings and compounds added. It is
/// sometimes off by one, which does not matter for an average over hundreds of words.
/// </summary>
internal static partial class SyllableCounter
{
    /// <returns>At least 1.</returns>
    public static int Count(string word)
    {
        var letters = NoLetter().Replace(word.ToLowerInvariant(), "");
        var spoken = SilentInside().Replace(SilentAtEnd().Replace(letters, ""), "");
        return Math.Max(1, Vowels().Count(spoken) + SpokenApart().Count(spoken));
    }

    [GeneratedRegex("[^a-z]")]
    private static partial Regex NoLetter();

    // like, likes, liked; but not table, voices, wanted, hundred.
    [GeneratedRegex("(?<![^aeiouy]l)e$|(?<![sxzcg]|[cs]h|[^aeiouy]l)es$|(?<![td]|[dc]r|[^aeiouy]l)ed$")]
    private static partial Regex SilentAtEnd();

    // something, lonely, careful.
    [GeneratedRegex(
        "(?<=[aeiouy][^aeiouy]{1,2})e(?=(?:thing|times?|on|body|what|how|where|ful|fully|ly|less|ness|ment|work|tim)s?$)"
    )]
    private static partial Regex SilentInside();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    // diary, period, actual, being, video, quiet, didn't, and their like.
    [GeneratedRegex(
        "(?<![ct])ia(?!ge?$)|io(?!n|u)|(?<![ctgx])iou|iu|(?<![gq])ua(?![aeiou])|[aeiouy]ing|eo(?!p|us)|uie|scie|[crx]iet|erien|"
            + "idea|creat|react|poe|eyo|[aeo]yer|uity|[ds]nt$|[iy]sms?$"
    )]
    private static partial Regex SpokenApart();
}
