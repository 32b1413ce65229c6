using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EmailCourse.IntegrationTests.Doctor;

/// <summary>A name server on this machine that knows a few TXT records and aliases (RFC 1035).</summary>
internal sealed class LocalDns : IDisposable
{
    private const int HeaderSize = 12;
    private const ushort Alias = 5;
    private const ushort Text = 16;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly List<(string Name, ushort Type, byte[] Data)> _records = [];

    public LocalDns() => _ = AnswerAsync();

    public string Address => $"{_socket.Client.LocalEndPoint}";

    /// <summary>A TXT record; a long one is stored in strings of 255 bytes, as DNS demands.</summary>
    public LocalDns With(string name, string text)
    {
        var strings = Encoding.ASCII.GetBytes(text).Chunk(255).SelectMany(part => part.Prepend((byte)part.Length));
        _records.Add((name, Text, [.. strings]));
        return this;
    }

    public LocalDns WithAlias(string name, string target)
    {
        _records.Add((name, Alias, Encode(target)));
        return this;
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] Encode(string name) =>
        [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    private static (string Name, int End) Decode(byte[] query)
    {
        var labels = new List<string>();
        var at = HeaderSize;
        for (; query[at] > 0; at += query[at] + 1)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
        }

        return (string.Join('.', labels), at + 5);
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var query = await _socket.ReceiveAsync();
                await _socket.SendAsync(Answer(query.Buffer), query.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private byte[] Answer(byte[] query)
    {
        var (name, end) = Decode(query);
        var found = Following(name).ToList();
        var answer = new List<byte>(query[..end]);
        answer[2] = 0x84;
        answer[3] = (byte)(found.Count == 0 ? 3 : 0);
        (answer[6], answer[7]) = (0, (byte)found.Count);
        (answer[8], answer[9], answer[10], answer[11]) = (0, 0, 0, 0);
        foreach (var record in found)
        {
            answer.AddRange(Encode(record.Name));
            answer.AddRange(Number(record.Type));
            answer.AddRange([0, 1, 0, 0, 0, 60]);
            answer.AddRange(Number((ushort)record.Data.Length));
            answer.AddRange(record.Data);
        }

        return [.. answer];
    }

    private IEnumerable<(string Name, ushort Type, byte[] Data)> Following(string name)
    {
        foreach (var record in _records.Where(each => each.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return record;
            if (record.Type != Alias)
            {
                continue;
            }

            foreach (var next in _records.Where(each => Encode(each.Name).SequenceEqual(record.Data)))
            {
                yield return next;
            }
        }
    }

    private static byte[] Number(ushort number)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        return bytes;
    }
}
