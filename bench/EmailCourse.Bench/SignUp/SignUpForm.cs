using System.Net;
using System.Text;
using EmailCourse.Bench.Stand;
using EmailCourse.Web;
using Microsoft.AspNetCore.Http;

namespace EmailCourse.Bench.SignUp;

/// <summary>The sign-up form as a browser sends it, each by a new person of a domain and a network of their own.</summary>
internal static class SignUpForm
{
    private static readonly CourseEndpoint Endpoint = CourseEndpoints.All.Single(endpoint => endpoint.Name == "SignUp");

    /// <exception cref="InvalidOperationException">The sign-up was refused.</exception>
    public static async Task SendAsync(BenchEngine engine, int number)
    {
        var body = Encoding.ASCII.GetBytes(
            $"email=ana%40domain-{number}.example.org&firstName=Ana&timeZone=Europe%2FBerlin&hour=8&consent=on"
        );
        var status = await engine.CallAsync(
            Endpoint,
            context =>
            {
                context.Connection.RemoteIpAddress = new IPAddress([10, (byte)(number >> 8), (byte)number, 1]);
                context.Request.ContentType = "application/x-www-form-urlencoded";
                context.Request.ContentLength = body.Length;
                context.Request.Body = new MemoryStream(body);
            }
        );
        if (status != StatusCodes.Status303SeeOther)
        {
            throw new InvalidOperationException($"Sign-up {number} was answered with {status}.");
        }
    }
}
