using System.Text;
using System.Text.Json.Nodes;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.StandIn;

/// <summary>Events not yet posted lie beside the mails they are about: one file is one post.</summary>
internal static class EventFiles
{
    private const string Pattern = "events-*.json";
    private const int MostEvents = 1000;

    public static void Write(string folder, IEnumerable<JsonObject> events)
    {
        foreach (var (index, post) in events.Chunk(MostEvents).Index())
        {
            Save(Path.Combine(folder, $"events-{index:D4}.json"), post);
        }
    }

    /// <summary>Writes one event more about a mail of an accepted request.</summary>
    public static string WriteLater(string folder, JsonObject later)
    {
        var path = Path.Combine(folder, $"events-{later["sg_event_id"]}.json");
        Save(path, [later]);
        return path;
    }

    public static IEnumerable<string> In(string folder) => Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal);

    private static void Save(string path, JsonObject[] post) =>
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(new JsonArray([.. post]).ToJsonString()));
}
