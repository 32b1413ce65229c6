namespace EmailCourse.Storage;

/// <summary>A transaction breaks one of Azure Table Storage's documented limits: a bug, not something to try again.</summary>
internal sealed class TableLimitException(string message) : InvalidOperationException(message);
