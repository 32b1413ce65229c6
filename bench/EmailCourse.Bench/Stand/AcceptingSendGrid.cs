using System.Net;
using System.Text.Json;

namespace EmailCourse.Bench.Stand;

/// <summary>
/// Stands below SendGrid's SDK where the network would begin: reads the request to its end, waits as long as an answer takes, and
/// accepts it.
/// </summary>
internal sealed class AcceptingSendGrid(Latency latency, RequestCounter requests) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        requests.CountMailCall(CountRecipients(body));
        await latency.PassAsync(cancellationToken);
        return new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new ByteArrayContent([]) };
    }

    // Only as deep as is needed: the work of the other side should not count as ours.
    private static int CountRecipients(byte[] body)
    {
        var json = new Utf8JsonReader(body);
        var count = 0;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isRecipients = json.ValueTextEquals("personalizations"u8);
            json.Read();
            if (!isRecipients)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                count++;
                json.Skip();
            }
        }

        return count;
    }
}
