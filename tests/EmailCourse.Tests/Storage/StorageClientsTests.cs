using Azure.Core;
using EmailCourse.Storage;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Xunit;

namespace EmailCourse.Tests.Storage;

public sealed class StorageClientsTests
{
    // Another cloud has another suffix.
    [Theory]
    [InlineData("https://stcourse.table.core.chinacloudapi.cn/", "https://stcourse.queue.core.chinacloudapi.cn/")]
    [InlineData("https://stcourse.table.core.windows.net", "https://stcourse.queue.core.windows.net")]
    public void The_account_is_reached_where_the_settings_say(string table, string queue)
    {
        using var services = new ServiceCollection()
            .AddSingleton(Substitute.For<TokenCredential>())
            .Configure<EmailCourseOptions>(options =>
                (options.Storage.TableEndpoint, options.Storage.QueueEndpoint) = (new Uri(table), new Uri(queue))
            )
            .BuildServiceProvider();

        Assert.Equal(new Uri(new Uri(table), "course"), StorageClients.Table(services).Uri);
        Assert.Equal(new Uri(new Uri(queue), "deliver"), StorageClients.Queue(services).Uri);
    }
}
