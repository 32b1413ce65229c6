namespace EmailCourse.Linting.Text;

/// <summary>Estimates how many years of school a reader needs for a text.</summary>
internal static class Readability
{
    /// <summary>
    /// The Flesch–Kincaid grade of the complete sentences (Kincaid, Fishburne, Rogers and Chissom, 1975); 0 when there are none.
    /// </summary>
    public static double Grade(IEnumerable<Sentence> sentences)
    {
        var words = sentences
            .Where(sentence => sentence.IsComplete)
            .Select(sentence => sentence.Words)
            .Where(words => words.Count > 0)
            .ToList();
        if (words.Count == 0)
        {
            return 0;
        }

        double all = words.Sum(sentence => sentence.Count);
        return (0.39 * all / words.Count) + (11.8 * words.Sum(sentence => sentence.Sum(SyllableCounter.Count)) / all) - 15.59;
    }
}
