using EmailCourse.Course;

namespace EmailCourse.Local.Changes;

internal enum LessonChangeKind
{
    Added,
    Removed,

    /// <summary>Stands among the lessons it stood among at another place.</summary>
    Moved,

    /// <summary>Its author says that it is a lesson that was removed, under another name.</summary>
    Renamed,

    /// <summary>Says something else at its place.</summary>
    Reworded,
}

/// <summary>What happened to a lesson.</summary>
/// <param name="Slug">Its identity now, or the one it had if it was removed.</param>
/// <param name="Former">The identity it had; the same unless it was renamed.</param>
/// <param name="Title">Its title now, or the one it had.</param>
/// <param name="From">The place it had, from 1; <see langword="null"/> if it was added.</param>
/// <param name="To">The place it has, from 1; <see langword="null"/> if it was removed.</param>
internal sealed record LessonChange(LessonChangeKind Kind, LessonSlug Slug, LessonSlug Former, string Title, int? From, int? To);

/// <summary>A lesson that may be one that was removed, under another name.</summary>
internal sealed record RenameGuess(LessonSlug Former, LessonSlug Slug);
