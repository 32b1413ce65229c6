using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace EmailCourse.Local.Storage;

/// <summary>
/// Writes the columns of a row as JSON, in the form that Azure Table Storage itself uses. Source:
/// https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations.
/// </summary>
internal static class RowJson
{
    private const string TypeSuffix = "@odata.type";

    public static string Write(IEnumerable<KeyValuePair<string, object>> columns)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in columns)
            {
                Write(json, name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Sets the columns of <paramref name="row"/>.</summary>
    public static void Read(string text, TableEntity row)
    {
        using var json = JsonDocument.Parse(text);
        var type = "";
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal))
            {
                type = property.Value.GetString()!;
                continue;
            }

            row[property.Name] = Value(property.Value, type);
            type = "";
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                Typed("Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                Typed("Edm.Double", number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                Typed("Edm.DateTime", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                Typed("Edm.Binary", Convert.ToBase64String(bytes));
                break;
            default:
                throw new NotSupportedException($"Column {name}: {value.GetType().Name} is not stored.");
        }

        void Typed(string type, string text)
        {
            json.WriteString(name + TypeSuffix, type);
            json.WriteString(name, text);
        }
    }

    private static object Value(JsonElement value, string type) =>
        type switch
        {
            "Edm.Int64" => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            "Edm.Double" => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            "Edm.DateTime" => DateTimeOffset.Parse(
                value.GetString()!,
                CultureInfo.InvariantCulture,
                DateTimeStyles.RoundtripKind
            ),
            "Edm.Binary" => value.GetBytesFromBase64(),
            _ => value.ValueKind switch
            {
                JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
                JsonValueKind.Number => value.GetInt32(),
                _ => value.GetString()!,
            },
        };
}
