using System.Text;
using EmailCourse.Tests.Engine;
using Xunit;

namespace EmailCourse.Tests.Web;

public sealed class SignUpEndpointTests : IDisposable
{
    private readonly TestEngine _engine = new();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Json_is_answered_with_202()
    {
        var answer = await _engine.PostJsonAsync(
            """{"email":"ana@example.org","firstName":"Ana","timeZone":"America/New_York","hour":6,"consent":true}"""
        );

        Assert.Equal(202, answer.Response.StatusCode);
        var recipient = (await _engine.SubscriberAsync()).Recipient;
        Assert.Equal(("Ana", People.Schedule("America/New_York", 6)), (recipient.FirstName.Value, recipient.Schedule));
    }

    [Fact]
    public async Task A_form_is_answered_with_303_to_a_page_that_may_be_reloaded()
    {
        var answer = await _engine.PostFormAsync(
            "SignUp",
            ("email", "ana@example.org"),
            ("firstName", "Zoë"),
            ("timeZone", "America/New_York"),
            ("hour", "6"),
            ("consent", "on")
        );

        Assert.Equal((303, "/check-your-inbox"), (answer.Response.StatusCode, answer.Response.Headers.Location.ToString()));
        Assert.Equal("Zoë", (await _engine.SubscriberAsync()).Recipient.FirstName.Value);
    }

    [Fact]
    public async Task A_multipart_form_is_as_good()
    {
        var (contentType, body) = Multipart(("email", "ana@example.org"), ("timeZone", "Europe/Berlin"), ("consent", "true"));

        Assert.Equal(303, (await _engine.PostAsync("SignUp", contentType, body)).Response.StatusCode);
    }

    [Theory]
    [InlineData("""{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":true}""")]
    [InlineData("""{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":"on","hour":null,"firstName":null}""")]
    [InlineData("""{"email":"ana@example.org","timeZone":"Europe/Berlin","consent":"true","extra":{"a":[1]}}""")]
    public async Task Without_an_hour_lessons_come_at_eight(string json)
    {
        await _engine.PostJsonAsync(json);

        Assert.Equal(8, (await _engine.SubscriberAsync()).Recipient.Schedule.Hour);
    }

    [Fact]
    public async Task The_form_comes_back_as_it_was_filled_in()
    {
        var page = await _engine.PostFormAsync(
            "SignUp",
            ("email", "ana@"),
            ("firstName", "\"><script>"),
            ("timeZone", "Asia/Kolkata"),
            ("hour", "6"),
            ("consent", "on")
        );

        Assert.Equal(400, page.Response.StatusCode);
        Assert.Contains("value=\"ana@\"", page.Text(), StringComparison.Ordinal);
        Assert.Contains("value=\"&quot;&gt;&lt;script&gt;\"", page.Text(), StringComparison.Ordinal);
        Assert.Contains("<option value=\"Asia/Kolkata\" selected>", page.Text(), StringComparison.Ordinal);
        Assert.Contains("<option value=\"6\" selected>", page.Text(), StringComparison.Ordinal);
        Assert.Equal("no-store", page.Response.Headers.CacheControl.ToString());
    }

    private static (string ContentType, byte[] Body) Multipart(params (string Name, string Value)[] fields) =>
        (
            "multipart/form-data; boundary=b",
            Encoding.UTF8.GetBytes(
                string.Concat(
                    fields.Select(field =>
                        $"--b\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n"
                    )
                ) + "--b--\r\n"
            )
        );
}
