using System.Text.Json.Nodes;
using EmailCourse.Fuzzing.Sites;

namespace EmailCourse.Fuzzing.Requests;

/// <summary>Makes events as SendGrid's webhook posts them, and things that are none.</summary>
internal sealed class EventFactory(FuzzedSite site, IReadOnlyList<string> kinds)
{
    private static readonly string[] Odd =
    [
        "1",
        "-0.0",
        "1e999",
        "null",
        "true",
        "\"\"",
        "[]",
        "[[[{}]]]",
        "{}",
        "{\"event\":1}",
        "{\"event\":null,\"subscriber\":{}}",
        "{\"event\":\"bounce\",\"subscriber\":\"\\ud800\"}",
        "{\"event\":\"bounce\",\"event\":\"open\",\"subscriber\":[\"a\"]}",
        "{\"\\udc00\":1,\"event\":\"bounce\"}",
        "{\"event\":\"bounce\",\"reason\":\"\\ud800\",\"type\":7}",
        "{\"event\":\"bounce\",\"subscriber\":\"ABCDEF\"}",
        "{\"event\":\"spamreport\",\"subscriber\":\"00000000000000000000000000000000\"}",
        "{\"event\":\"delivered\",\"batch\":\"../lease\",\"subscriber\":\"00000000000000000000000000000000\"}",
    ];

    public static string MakeOdd(Random random) =>
        random.Next(8) switch
        {
            0 => new string('[', random.Pick([10, 64, 65, 5000])),
            1 => $"{{\"event\":\"{new string('a', random.Pick([100, 70_000]))}\"}}",
            2 => string.Join(',', Enumerable.Range(0, random.Pick([3, 1000]))),
            _ => random.Pick(Odd),
        };

    public string Make(Random random)
    {
        var made = new JsonObject
        {
            ["email"] = "somebody@example.org",
            ["timestamp"] = Inhabitants.Settled.ToUnixTimeSeconds(),
            ["event"] = random.Pick(kinds),
            ["sg_event_id"] = $"{random.Next():x}",
        };
        AddIf(90, "subscriber", () => site.Tokens.IdOf(random.Pick(Inhabitants.Emails)).ToString());
        AddIf(70, "batch", () => random.Chance(50) ? site.LostBatch() : Convert.ToHexStringLower(random.Bytes(16)));
        AddIf(30, "type", () => random.Pick(["bounce", "blocked"]));
        AddIf(30, "reason", () => random.Pick(["550 No such user", "Spam Content", "Invalid SMTPAPI header", "\u0000"]));
        return made.ToJsonString();

        void AddIf(int percent, string name, Func<string> value)
        {
            if (random.Chance(percent))
            {
                made[name] = value();
            }
        }
    }
}
