namespace EmailCourse.Bench.Stand;

/// <summary>Counts what is billed or limited outside the process. Its counts may be raised from many threads.</summary>
internal sealed class RequestCounter
{
    private int _tableRequests;
    private int _messages;
    private int _mailCalls;
    private int _mails;

    /// <summary>Requests to the table; an entity-group transaction is one.</summary>
    public int TableRequests => _tableRequests;

    /// <summary>Messages put on the queue.</summary>
    public int Messages => _messages;

    /// <summary>Calls of <c>mail/send</c>.</summary>
    public int MailCalls => _mailCalls;

    /// <summary>Recipients of those calls.</summary>
    public int Mails => _mails;

    public void CountTableRequest() => Interlocked.Increment(ref _tableRequests);

    public void CountMessage() => Interlocked.Increment(ref _messages);

    public void CountMailCall(int mails)
    {
        Interlocked.Increment(ref _mailCalls);
        Interlocked.Add(ref _mails, mails);
    }

    /// <summary>Forgets what preparing took.</summary>
    public void Clear() => (_tableRequests, _messages, _mailCalls, _mails) = (0, 0, 0, 0);
}
