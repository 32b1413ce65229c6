namespace EmailCourse.Web.Rendering;

/// <param name="Email">The address that was typed; empty at first.</param>
internal sealed record DeskReadersPage(string Email) : DeskPage("Readers")
{
    public override string Place => "readers";

    /// <summary>Where every form is posted.</summary>
    public string Action { get; } = "/" + Routes.DeskReaders;

    /// <summary>What is wrong with the address, or null.</summary>
    public string? EmailError { get; init; }

    /// <summary>The act whose box was not ticked, or null.</summary>
    public string? SureError { get; init; }

    /// <summary>What was done, in a sentence, or null.</summary>
    public string? Status { get; init; }

    /// <summary>What is stored of the address; null before one was looked for.</summary>
    public DeskFound? Found { get; init; }
}

/// <param name="Reader">Null if nothing personal is stored.</param>
/// <param name="Suppression">Why the address is not written to, or null.</param>
internal sealed record DeskFound(DeskReader? Reader, DeskSuppression? Suppression)
{
    /// <summary>When the course of this address went to another one, or null.</summary>
    public string? MovedAt { get; init; }
}

/// <param name="State">Where they are, in a sentence.</param>
/// <param name="Lessons">Those received or skipped, in the course's order.</param>
internal sealed record DeskReader(string State, IReadOnlyList<DeskFact> Facts, IReadOnlyList<DeskReaderLesson> Lessons)
{
    /// <summary>The next email and when it comes, in a sentence, or null.</summary>
    public string? Next { get; init; }

    /// <summary>When the last lesson was sent, or null.</summary>
    public string? LastAt { get; init; }

    public DeskConsent? Consent { get; init; }

    public bool MayPause { get; init; }

    public bool MayResume { get; init; }

    public bool MayRepeat { get; init; }

    public bool MayStop { get; init; }

    public bool MayErase { get; init; }
}

internal sealed record DeskFact(string Name, string Value);

/// <param name="Mark">What is unusual about it, or null.</param>
internal sealed record DeskReaderLesson(int Number, string Title, string? Mark);

/// <param name="IsImported">Whether a list brought the proof along.</param>
internal sealed record DeskConsent(string At, string Wording, bool IsImported);

/// <param name="At">Since when, or null if that is not stored.</param>
internal sealed record DeskSuppression(string Reason, string? At);
