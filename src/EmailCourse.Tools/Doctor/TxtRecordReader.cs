using System.Net;
using DnsClient;
using EmailCourse.Local.Startup;

namespace EmailCourse.Tools.Doctor;

/// <summary>Reads TXT records from DNS, without a cache.</summary>
internal sealed class TxtRecordReader
{
    private readonly LookupClient _dns;

    /// <param name="resolver">The resolver to ask; <see langword="null"/> for those of this machine.</param>
    public TxtRecordReader(IPEndPoint? resolver)
    {
        var options = resolver is null ? new LookupClientOptions() : new LookupClientOptions(resolver);
        options.UseCache = false;
        options.Timeout = TimeSpan.FromSeconds(5);
        _dns = new LookupClient(options);
    }

    /// <summary>
    /// Reads the TXT records of a name and follows aliases. The strings of one record are joined (RFC 7208, 3.3).
    /// </summary>
    /// <returns>One text for each record; none when the name does not exist.</returns>
    /// <exception cref="StartException">No resolver answers within 5 seconds, or it answers with an error.</exception>
    public async Task<IReadOnlyList<string>> ReadAsync(string name)
    {
        try
        {
            var answer = await _dns.QueryAsync(name, QueryType.TXT);
            if (answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain)
            {
                throw new StartException(
                    $"The resolver {answer.NameServer} answers for {name}: {answer.ErrorMessage}. "
                        + "Give another with --resolver 9.9.9.9:53."
                );
            }

            return [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
        }
        catch (DnsResponseException e)
        {
            throw new StartException($"No resolver answers for {name}: {e.Message} Give one with --resolver 9.9.9.9:53.", e);
        }
    }
}
