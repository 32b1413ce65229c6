using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Reads what a server answered, byte for character.</summary>
internal static partial class HttpAnswer
{
    /// <summary>
    /// The server's own answer to whoever speaks another version of HTTP; no program sees such a request. Source: RFC 9110,
    /// 15.6.6.
    /// </summary>
    public const int OtherVersion = 505;

    /// <summary>The time of day, which the server takes from the machine's clock, is all that differs from run to run.</summary>
    public static string WithoutDate(byte[] answer) => Date().Replace(Encoding.Latin1.GetString(answer), "");

    /// <summary>The first status that is no mere 1xx; 0 if there is none.</summary>
    public static int StatusOf(string answer) =>
        Status().Match(answer) is { Success: true } match
            ? int.Parse(match.Groups["status"].ValueSpan, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"^Date: [^\r\n]*\r\n", RegexOptions.Multiline)]
    private static partial Regex Date();

    [GeneratedRegex(@"\A(HTTP/1\.1 1\d\d [^\r\n]*\r\n\r\n)*HTTP/1\.[01] (?<status>\d{3})")]
    private static partial Regex Status();
}
