using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>A public endpoint of the course.</summary>
/// <param name="Name">The function's name in Azure.</param>
/// <param name="Methods">The HTTP methods: POST, OPTIONS, or GET and HEAD (RFC 9110, 9.3.2).</param>
/// <param name="Route">The route template without a leading slash; empty for the root page.</param>
/// <param name="Handle">Handles a request with the services in <see cref="HttpContext.RequestServices"/>.</param>
public sealed record CourseEndpoint(
    string Name,
    IReadOnlyList<string> Methods,
    string Route,
    Func<HttpContext, Task<IResult>> Handle
);
