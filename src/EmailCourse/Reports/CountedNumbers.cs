using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;
using EmailCourse.Storage;
using NodaTime;

namespace EmailCourse.Reports;

/// <summary>Numbers, and when and how fast they were counted: the row <c>numbers</c> of the first shard.</summary>
internal sealed record CountedNumbers(CourseNumbers Numbers, Instant At, Duration Took)
{
    public const string RowKey = "numbers";

    // A number that is missing is no zero.
    private static readonly JsonSerializerOptions Strict = new()
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <exception cref="JsonException">An older program wrote other numbers.</exception>
    public static CountedNumbers FromRow(TableEntity row)
    {
        using var json = new GZipStream(new MemoryStream(row.GetBinary("Numbers")), CompressionMode.Decompress);
        return new(
            JsonSerializer.Deserialize<CourseNumbers>(json, Strict) ?? throw new JsonException("There are no numbers."),
            row.GetInstant("At"),
            Duration.FromMilliseconds(row.GetInt64("Took") ?? 0)
        );
    }

    public TableEntity ToRow(ShardKey shard)
    {
        using var packed = new MemoryStream();
        using (var json = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            JsonSerializer.Serialize(json, Numbers);
        }

        return new(shard.ToString(), RowKey)
        {
            ["Numbers"] = packed.ToArray(),
            ["At"] = At.ToDateTimeOffset(),
            ["Took"] = (long)Took.TotalMilliseconds,
        };
    }
}
