using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EmailCourse.Subscribers;
using EmailCourse.Web.Rendering;
using NodaTime;
using NodaTime.Text;

namespace EmailCourse.Web;

/// <summary>All that is stored of a subscriber, under names that explain themselves. Times are UTC.</summary>
internal sealed record SubscriberData
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // A name is to be read, and the file is no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new InstantConverter() },
    };

    private static readonly JsonSerializerOptions LineOptions = new(Options) { WriteIndented = false };

    /// <summary>A keyed hash of the address.</summary>
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required string FirstName { get; init; }

    public required string TimeZone { get; init; }

    public required int Hour { get; init; }

    public required string Pace { get; init; }

    public required string State { get; init; }

    public required string? PreviousState { get; init; }

    public required IEnumerable<string> LessonsReceived { get; init; }

    public required IEnumerable<string> LessonsSkipped { get; init; }

    public required IEnumerable<string> LessonsToComeAgain { get; init; }

    public required string? NextMail { get; init; }

    public required Instant? NextMailAt { get; init; }

    /// <summary>When the lesson behind the next mail is due.</summary>
    public required Instant? LessonAfterItAt { get; init; }

    /// <summary>Whether no reminder follows a first mail that is due.</summary>
    public required bool NoReminder { get; init; }

    public required Instant SignedUpAt { get; init; }

    public required Instant? ConfirmedAt { get; init; }

    public required Instant? StoppedAt { get; init; }

    public required string? StateBeforeStop { get; init; }

    public required Instant? NextLessonBeforeStopAt { get; init; }

    public required Instant? LastSignUpMailAt { get; init; }

    public required Instant? LastLessonAt { get; init; }

    public required Instant? CompletedAt { get; init; }

    public required Instant? LastAskedForLessonAgainAt { get; init; }

    /// <summary>Keyed hash of the address that was last asked to take everything over.</summary>
    public required string? AskedToMoveTo { get; init; }

    /// <summary>The address that everything is about to move to.</summary>
    public required string? MovesTo { get; init; }

    /// <summary>Keyed hash of the address from which everything is to move here.</summary>
    public required string? MovesFrom { get; init; }

    /// <summary>Keyed hash of the address from which everything has moved here.</summary>
    public required string? MovedFrom { get; init; }

    /// <summary>The call in which the last mail was handed over for sending.</summary>
    public required string LastBatch { get; init; }

    public required UnconfirmedData? TypedIntoTheFormAndNotConfirmed { get; init; }

    public required ConsentData? Consent { get; init; }

    public static SubscriberData Of(Subscriber subscriber)
    {
        var (recipient, progress) = (subscriber.Recipient, subscriber.Progress);
        return new()
        {
            Id = recipient.Id.ToString(),
            Email = recipient.Email.Value,
            FirstName = recipient.FirstName.Value,
            TimeZone = recipient.Schedule.Zone.Id,
            Hour = recipient.Schedule.Hour,
            Pace = PaceNames.Of(recipient.Schedule.Pace),
            State = subscriber.State.ToString(),
            PreviousState = subscriber.PreviousState?.ToString(),
            LessonsReceived = progress.Received.Select(lesson => lesson.Value),
            LessonsSkipped = progress.Skipped.Select(lesson => lesson.Value),
            LessonsToComeAgain = progress.PutBack.Select(lesson => lesson.Value),
            NextMail = progress.Due?.Mail.Value,
            NextMailAt = progress.Due?.At,
            LessonAfterItAt = progress.LessonDueAt,
            NoReminder = progress.NoReminder,
            SignedUpAt = subscriber.SignedUpAt,
            ConfirmedAt = subscriber.ConfirmedAt,
            StoppedAt = subscriber.Stop?.At,
            StateBeforeStop = subscriber.Stop?.From.ToString(),
            NextLessonBeforeStopAt = subscriber.Stop?.LessonAt,
            LastSignUpMailAt = subscriber.LastSignUpMailAt,
            LastLessonAt = subscriber.LastLessonAt,
            CompletedAt = subscriber.CompletedAt,
            LastAskedForLessonAgainAt = subscriber.LastRepeatAt,
            AskedToMoveTo = subscriber.AskedTo?.ToString(),
            MovesTo = subscriber.MovesTo?.Value,
            MovesFrom = subscriber.MovesFrom?.ToString(),
            MovedFrom = subscriber.MovedFrom?.ToString(),
            LastBatch = subscriber.LastBatch,
            TypedIntoTheFormAndNotConfirmed = subscriber.Unconfirmed is { } typed
                ? new(typed.FirstName.Value, typed.Schedule.Zone.Id, typed.Schedule.Hour)
                : null,
            Consent = subscriber.Consent is { } consent ? new(consent.At, consent.Wording, consent.NetworkFingerprint) : null,
        };
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>The same without a line break.</summary>
    public string ToJsonLine() => JsonSerializer.Serialize(this, LineOptions);

    /// <param name="NetworkHash">A keyed hash of the network address.</param>
    internal sealed record ConsentData(Instant GivenAt, string Wording, string NetworkHash);

    internal sealed record UnconfirmedData(string FirstName, string TimeZone, int Hour);

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Nobody uploads this file.");

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
