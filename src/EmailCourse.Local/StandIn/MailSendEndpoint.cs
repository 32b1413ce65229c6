using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace EmailCourse.Local.StandIn;

/// <summary>SendGrid's <c>POST /v3/mail/send</c>.</summary>
internal sealed class MailSendEndpoint(FaultPlan faults, MailIntake intake, CallLog calls, IHostApplicationLifetime lifetime)
{
    public async Task<IResult> HandleAsync(HttpContext context)
    {
        if (!context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return Refuse(null, 401, new SendGridError("The provided authorization grant is invalid, expired, or revoked", null));
        }

        if (await ReadAsync(context) is not { } body)
        {
            return Refuse(null, 413, new SendGridError("The request is larger than 30 MB.", null));
        }

        try
        {
            var request = MailSendRequest.Parse(body);
            return faults.Take() is { } fault ? await FailAsync(context, request, fault) : Send(context, request);
        }
        catch (JsonException e)
        {
            return Refuse(null, 400, SendGridError.From(e));
        }
    }

    // Reads to the end even when it is too much: a connection cut off while the client still writes would look like a lost
    // answer.
    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        using var body = new MemoryStream();
        var chunk = new byte[64 * 1024];
        var total = 0L;
        for (int read; (read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0; total += read)
        {
            if (total + read <= MailSendRules.MostBytes)
            {
                body.Write(chunk, 0, read);
            }
        }

        return total <= MailSendRules.MostBytes ? body.ToArray() : null;
    }

    private static SendGridError[] Errors(MailSendRequest request)
    {
        SendGridError[] errors = [.. MailSendRules.Check(request)];
        return errors is [] ? [.. SpecialRecipients.Refusals(request)] : errors;
    }

    private IResult Send(HttpContext context, MailSendRequest request)
    {
        if (Errors(request) is [_, ..] errors)
        {
            return Refuse(request, 400, errors);
        }

        context.Response.Headers["X-Message-Id"] = intake.Accept(request);
        calls.Add(request, "202");
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private async Task<IResult> FailAsync(HttpContext context, MailSendRequest request, Fault fault)
    {
        if (fault.Kind is FaultKind.Status)
        {
            return Answer(context, request, fault);
        }

        if (fault.Kind is FaultKind.AcceptedThenLost && Errors(request) is [_, ..] errors)
        {
            return Refuse(request, 400, errors);
        }

        if (fault.Kind is FaultKind.AcceptedThenLost)
        {
            intake.Accept(request);
        }

        if (fault.Kind is FaultKind.Timeout)
        {
            await UntilGivenUpAsync(context.RequestAborted);
        }

        calls.Add(request, JsonNamingPolicy.CamelCase.ConvertName($"{fault.Kind}"));
        context.Abort();
        return Results.Empty;
    }

    private IResult Answer(HttpContext context, MailSendRequest request, Fault fault)
    {
        var status = fault.Status!.Value;
        if (fault.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (fault.Body is null)
        {
            return Refuse(request, status, new SendGridError($"A planned fault: {status}.", null));
        }

        calls.Add(request, $"{status}");
        return Results.Text(fault.Body, "application/json", statusCode: status);
    }

    private async Task UntilGivenUpAsync(CancellationToken givenUp)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(givenUp, lifetime.ApplicationStopping);
        await Task.Delay(Timeout.Infinite, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private IResult Refuse(MailSendRequest? request, int status, params SendGridError[] errors)
    {
        calls.Add(request, $"{status}");
        return SendGridError.Answer(status, errors);
    }
}
