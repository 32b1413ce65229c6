using System.Text;
using EmailCourse.Web.Rendering;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>
/// A page that is the same for everybody, rendered when it is first asked for. Its answers differ in the token of its form, if it
/// has one.
/// </summary>
internal sealed class PrerenderedPage
{
    /// <summary>What stands in the page for the token of its form.</summary>
    public const string TokenPlaceholder = "token-of-the-form";

    private readonly string? _foreignSources;
    private readonly Lazy<byte[][]> _parts;
    private TokenAnswer? _latest;

    public PrerenderedPage(PageRenderer renderer, Page page)
    {
        _foreignSources = page.ForeignSources;
        _parts = new(() => [.. renderer.Render(page).Split(TokenPlaceholder).Select(Encoding.UTF8.GetBytes)]);
    }

    /// <summary>Creates an answer that caches may keep; as long as the token stays the same, it is the same answer.</summary>
    /// <param name="token">The token of the form, as it may stand in HTML; not used where there is none.</param>
    public IResult Answer(string token = "")
    {
        var latest = _latest;
        if (latest?.Token != token)
        {
            _latest = latest = new TokenAnswer(token, Create(token));
        }

        return latest.Result;
    }

    private PageResult Create(string token)
    {
        byte[] body = _parts.Value switch
        {
            [var whole] when token.Length == 0 => whole,
            [var before, var after] => [.. before, .. Encoding.UTF8.GetBytes(token), .. after],
            var parts => throw new InvalidOperationException(
                $"The page has {parts.Length - 1} places for the token of its form."
            ),
        };
        return new PageResult(body, StatusCodes.Status200OK, isPersonal: false, _foreignSources);
    }

    private sealed record TokenAnswer(string Token, IResult Result);
}
