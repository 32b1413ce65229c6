using System.Text.RegularExpressions;

namespace EmailCourse.Course.Loading;

/// <summary>
/// Reads the lists in <c>sign-up/</c>: one name or domain a line, and notes after a #. A course without a list refuses nothing.
/// </summary>
internal sealed partial class WordListReader(CourseFolder folder, Diagnostics diagnostics)
{
    public RefusedAddresses Read() =>
        new(
            Read("sign-up/reserved-names.txt", Name(), "a name as before the @ of an address, such as postmaster"),
            Read("sign-up/disposable-domains.txt", Domain(), "a domain in ASCII, such as mailinator.com")
        );

    private HashSet<string> Read(string path, Regex form, string expected)
    {
        if (folder.ReadIfPresent(path) is not { } file)
        {
            return [];
        }

        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, line) in file.Text.Split('\n').Index())
        {
            var word = line.Split('#')[0].Trim().ToLowerInvariant();
            if (word.Length > 0 && !form.IsMatch(word))
            {
                diagnostics.Add(file.Path, number + 1, $"'{word}' is not {expected}");
            }
            else if (word.Length > 0)
            {
                words.Add(word);
            }
        }

        return words;
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,63}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?=.{1,253}\z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\z")]
    private static partial Regex Domain();
}
