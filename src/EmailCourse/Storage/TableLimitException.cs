namespace EmailCourse.Storage;

/// <summary>
/// Thrown when a transaction breaks one of Azure Table Storage's documented limits. Trying again does not help.
/// </summary>
internal sealed class TableLimitException(string message) : InvalidOperationException(message);
