using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Xunit;

namespace EmailCourse.Functions.Tests;

public sealed class MiddlewareTests
{
    [Theory]
    [InlineData("""{"X-Forwarded-For":"203.0.113.7:51234"}""", "203.0.113.7")]
    [InlineData("""{"x-forwarded-for":"198.51.100.1, 203.0.113.7:51234"}""", "203.0.113.7")]
    [InlineData("""{"X-Forwarded-For":["198.51.100.1","203.0.113.7"]}""", "203.0.113.7")]
    [InlineData("""{"X-Forwarded-For":"[2001:db8::7]:51234"}""", "2001:db8::7")]
    [InlineData("""{"X-Forwarded-For":"2001:db8::7"}""", "2001:db8::7")]
    [InlineData("""{"X-Forwarded-For":"unknown"}""", null)]
    [InlineData("""{"X-Forwarded-For":""}""", null)]
    [InlineData("""{"Host":"course.example.org"}""", null)]
    [InlineData(null, null)]
    public async Task The_caller_is_the_last_address_the_platform_saw(string? headers, string? expected)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.Request.Headers["X-Forwarded-For"] = "192.0.2.99";
        var context = Context(headers, http);

        await new CallerAddress().Invoke(context, _ => Task.CompletedTask);

        Assert.Equal(expected, http.Connection.RemoteIpAddress?.ToString());
    }

    [Fact]
    public async Task A_function_without_a_request_has_no_caller()
    {
        var called = false;

        await new CallerAddress().Invoke(
            Context(headers: null, http: null),
            _ =>
            {
                called = true;
                return Task.CompletedTask;
            }
        );

        Assert.True(called);
    }

    [Fact]
    public async Task Log_lines_of_a_function_name_their_invocation()
    {
        using var provider = new ScopeReader();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(provider));
        var context = Context(headers: null, http: null);
        context.InvocationId.Returns("an invocation");
        var found = new List<string?>();

        await new InvocationScope(factory.CreateLogger<InvocationScope>()).Invoke(
            context,
            _ =>
            {
                provider.Scopes!.ForEachScope(
                    (scope, list) =>
                        list.AddRange(
                            ((IEnumerable<KeyValuePair<string, object>>)scope!)
                                .Where(pair => pair.Key == "AzureFunctions_InvocationId")
                                .Select(pair => pair.Value.ToString())
                        ),
                    found
                );
                return Task.CompletedTask;
            }
        );

        Assert.Equal(["an invocation"], found);
    }

    private static FunctionContext Context(string? headers, HttpContext? http)
    {
        var binding = Substitute.For<BindingContext>();
        binding.BindingData.Returns(new Dictionary<string, object?> { ["Headers"] = headers });
        var context = Substitute.For<FunctionContext>();
        context.BindingContext.Returns(binding);
        context.Items.Returns(new Dictionary<object, object>());
        if (http is not null)
        {
            context.Items["HttpRequestContext"] = http;
        }

        return context;
    }

    // Sees the scopes as the worker's own provider does, which writes to the host.
    private sealed class ScopeReader : ILoggerProvider, ISupportExternalScope
    {
        public IExternalScopeProvider? Scopes { get; private set; }

        public ILogger CreateLogger(string categoryName) => NullLogger.Instance;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

        public void Dispose() { }
    }
}
