using System.Collections.Immutable;
using System.Globalization;
using EmailCourse.Local.Startup;
using MimeKit;

namespace EmailCourse.Local.StandIn;

/// <summary>
/// Every mail the stand-in accepted: under <c>mail/</c> a folder per request, in it an <c>.eml</c> per recipient.
/// </summary>
internal sealed class Inbox
{
    private readonly Lock _sync = new();
    private readonly string _root;
    private readonly SortedDictionary<string, InboxMail> _mails = new(StringComparer.Ordinal);
    private int _lastFolder;

    public Inbox(DataFolder data)
    {
        _root = Directory.CreateDirectory(data.At("mail")).FullName;
        _lastFolder = Folders().Select(folder => Number(Path.GetFileNameWithoutExtension(folder))).DefaultIfEmpty().Max();
    }

    public int Count
    {
        get
        {
            lock (_sync)
            {
                return _mails.Count;
            }
        }
    }

    /// <summary>The mails to <paramref name="to"/>, or all, oldest first.</summary>
    public ImmutableArray<InboxMail> List(string? to)
    {
        lock (_sync)
        {
            return
            [
                .. _mails.Values.Where(mail =>
                    string.IsNullOrEmpty(to) || mail.To.Equals(to, StringComparison.OrdinalIgnoreCase)
                ),
            ];
        }
    }

    public InboxMail? Find(string id)
    {
        lock (_sync)
        {
            return _mails.GetValueOrDefault(id);
        }
    }

    /// <summary>The message as it was sent.</summary>
    public string PathOf(InboxMail mail) => Path.Combine(FolderOf(mail), mail.Id.Split('-')[1] + ".eml");

    public string FolderOf(InboxMail mail) => Path.Combine(_root, mail.Id.Split('-')[0]);

    public MimeMessage Open(InboxMail mail) => MimeMessage.Load(PathOf(mail));

    public void Add(IEnumerable<InboxMail> mails)
    {
        lock (_sync)
        {
            foreach (var mail in mails)
            {
                _mails.Add(mail.Id, mail);
            }
        }
    }

    /// <summary>A folder nobody used yet, later in order than all others.</summary>
    public (string Sequence, string Folder) NextFolder()
    {
        var sequence = Interlocked.Increment(ref _lastFolder).ToString("D6", CultureInfo.InvariantCulture);
        return (sequence, Path.Combine(_root, sequence));
    }

    public string[] Folders() => Directory.GetDirectories(_root);

    private static int Number(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
