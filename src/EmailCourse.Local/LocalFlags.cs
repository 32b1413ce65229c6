using NodaTime;

namespace EmailCourse.Local;

/// <summary>What the command line asks for.</summary>
/// <param name="Url">Where the course is served, on this machine only.</param>
/// <param name="Data">The folder that everything is kept in; <see langword="null"/> for <c>.local/</c> in the repository.</param>
/// <param name="Storage">
/// A connection string of Azure Storage; <see langword="null"/> keeps the rows in <paramref name="Data"/>.
/// </param>
/// <param name="Lessons">The folder of the course; <see langword="null"/> for <c>lessons/</c> in the repository.</param>
/// <param name="Before">The folder of the course as its readers have it; <see langword="null"/> if it is the same.</param>
/// <param name="Clock">The time to start at where none is kept yet.</param>
/// <param name="Manual">Whether time stands still and mail is sent only when the sandbox is asked.</param>
/// <param name="Quotas">Whether only so many may sign up in an hour.</param>
internal sealed record LocalFlags(
    Uri Url,
    string? Data,
    string? Storage,
    string? Lessons,
    string? Before,
    Instant? Clock,
    bool Manual,
    bool Quotas
);
