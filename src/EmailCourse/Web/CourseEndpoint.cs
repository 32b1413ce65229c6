using Microsoft.AspNetCore.Http;

namespace EmailCourse.Web;

/// <summary>A public endpoint of the course.</summary>
/// <param name="Name">The function's name in Azure.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The route template without a leading slash; empty for the root page.</param>
/// <param name="Handle">Handles a request with the services in <see cref="HttpContext.RequestServices"/>.</param>
public sealed record CourseEndpoint(string Name, string Method, string Route, Func<HttpContext, Task<IResult>> Handle);
