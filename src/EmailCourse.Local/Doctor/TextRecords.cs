using System.Net;
using DnsClient;
using EmailCourse.Local.Startup;

namespace EmailCourse.Local.Doctor;

/// <summary>Reads TXT records.</summary>
internal sealed class TextRecords
{
    private readonly LookupClient _dns;

    /// <param name="resolver">Whom to ask; <see langword="null"/> for this machine's own resolvers.</param>
    public TextRecords(IPEndPoint? resolver)
    {
        var options = resolver is null ? new LookupClientOptions() : new LookupClientOptions(resolver);
        options.UseCache = false;
        options.Timeout = TimeSpan.FromSeconds(5);
        _dns = new LookupClient(options);
    }

    /// <summary>The texts under a name, aliases followed. The strings of one record belong together (RFC 7208, 3.3).</summary>
    /// <returns>None when the name does not exist.</returns>
    /// <exception cref="StartException">The resolver does not answer.</exception>
    public async Task<IReadOnlyList<string>> AtAsync(string name)
    {
        try
        {
            var answer = await _dns.QueryAsync(name, QueryType.TXT);
            if (answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain)
            {
                throw new StartException(
                    $"The resolver {answer.NameServer} answers for {name}: {answer.ErrorMessage}. Give another with --resolver 9.9.9.9:53."
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
