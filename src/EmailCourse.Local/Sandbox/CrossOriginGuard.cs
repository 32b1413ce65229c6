namespace EmailCourse.Local.Sandbox;

/// <summary>
/// Refuses what a page from elsewhere makes a browser post to the sandbox: the clock and the inbox are the developer's alone.
/// Source: https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header.
/// </summary>
internal static class CrossOriginGuard
{
    public static Task HandleAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Path.StartsWithSegments("/sandbox") && !IsReading(context.Request) && IsFromElsewhere(context.Request)
            ? Results
                .Problem(
                    "The sandbox takes nothing from a page of another origin. Use its own page, or curl.",
                    statusCode: StatusCodes.Status403Forbidden
                )
                .ExecuteAsync(context)
            : next(context);

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    // A program that is no browser sends neither header.
    private static bool IsFromElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return site.Length > 0
            ? site is not ("same-origin" or "none")
            : origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}";
    }
}
