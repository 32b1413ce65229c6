namespace EmailCourse.Local.Sandbox.Page;

/// <summary>Answers with a page of the sandbox, which loads what is its own and nothing else.</summary>
internal static class SandboxHtml
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static IResult Of(HttpResponse response, PageHtml page, object model, int status = StatusCodes.Status200OK)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.CacheControl = "no-store";
        return Results.Text(page.Render(model), "text/html; charset=utf-8", statusCode: status);
    }
}
