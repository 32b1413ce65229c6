namespace EmailCourse.Local.Drive;

/// <summary>A message that was received from the queue and is not yet completed.</summary>
/// <param name="Text">The digit of the shard to run.</param>
/// <param name="Deliveries">How often it was received, this time included.</param>
/// <param name="Receipt">What the queue knows it by.</param>
internal sealed record ShardMessage(string Text, int Deliveries, object? Receipt = null);
