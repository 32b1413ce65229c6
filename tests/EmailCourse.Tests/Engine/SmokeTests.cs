using System.Text;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xunit;

namespace EmailCourse.Tests.Engine;

public sealed class SmokeTests : IDisposable
{
    private readonly TestEngine _engine = new();

    [Fact]
    public async Task A_sign_up_leads_to_one_confirmation_mail()
    {
        var answer = await _engine.CallAsync("SignUp", context =>
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true}"""));
        });
        await _engine.AdvanceToAsync(TestEngine.Start + Duration.FromHours(1));

        Assert.Equal(StatusCodes.Status202Accepted, answer.Response.StatusCode);
        Assert.Equal(["confirm"], _engine.Provider.Accepted.Select(mail => mail.Mail));
    }

    public void Dispose() => _engine.Dispose();
}
