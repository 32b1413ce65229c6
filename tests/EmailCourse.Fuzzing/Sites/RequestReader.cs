using System.Buffers;
using System.IO.Pipelines;

namespace EmailCourse.Fuzzing.Sites;

/// <summary>
/// Gives the server the bytes of a request. Says that no more follow only when the server has seen all and wants more: a client
/// that ended sooner would have hung up, and whether there is an answer then is a matter of luck.
/// </summary>
internal sealed class RequestReader(byte[] request) : PipeReader
{
    private ReadOnlySequence<byte> _rest = new(request);
    private bool _isAllSeen = request.Length == 0;
    private bool _isCancelled;

    public override bool TryRead(out ReadResult result)
    {
        result = new ReadResult(_rest, _isCancelled, _isAllSeen);
        _isCancelled = false;
        return true;
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        TryRead(out var result);
        return ValueTask.FromResult(result);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _isAllSeen = _rest.Slice(examined).IsEmpty;
        _rest = _rest.Slice(consumed);
    }

    public override void CancelPendingRead() => _isCancelled = true;

    public override void Complete(Exception? exception = null) { }
}
