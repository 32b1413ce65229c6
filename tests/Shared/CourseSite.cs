using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace EmailCourse.TestRuns;

/// <summary>The public endpoints. No cookie is kept and no redirect followed: what is asked is what is seen.</summary>
internal sealed class CourseSite(Uri address) : IDisposable
{
    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address,
            // Time that moves through weeks of a course answers when all of it is done.
            Timeout = TimeSpan.FromMinutes(5),
        };

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null) =>
        Http.PostAsync(path, content, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostSignUpAsync(object signUp) => PostAsync("api/signup", JsonContent.Create(signUp));

    /// <summary>The status alone.</summary>
    public async Task<HttpStatusCode> PostForStatusAsync(string path, HttpContent? content = null)
    {
        using var answer = await PostAsync(path, content);
        return answer.StatusCode;
    }

    /// <summary>The status alone.</summary>
    public async Task<HttpStatusCode> GetStatusAsync(string path)
    {
        using var answer = await GetAsync(path);
        return answer.StatusCode;
    }

    public void Dispose() => Http.Dispose();
}
