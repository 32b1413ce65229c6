using Azure.Data.Tables;
using NodaTime;

namespace EmailCourse.Delivery;

/// <summary>What one read of a shard finds.</summary>
/// <param name="AsOf">Up to when due rows were read.</param>
/// <param name="Lease">The row of the lease; <see langword="null"/> before the first batch.</param>
/// <param name="Open">The batches that earlier runs left open.</param>
/// <param name="FirstPage">
/// The first due rows; <see langword="null"/> where a batch is open, since recovering it changes what is due.
/// </param>
internal sealed record ShardWork(Instant AsOf, TableEntity? Lease, IReadOnlyList<Batch> Open, DuePage? FirstPage);
