namespace EmailCourse.Subscribers;

/// <summary>Drops a mail that asks to confirm, with what it asks, if nobody wants the question by the time it is sent.</summary>
internal sealed class ConfirmMailCheck(Refuse refuse, ChangeAddress changeAddress)
{
    /// <returns>Whether the mail must not be sent.</returns>
    public async Task<bool> DropIfUnwantedAsync(DueRow due) =>
        due.Mail.AsksToConfirm && (await refuse.DropIfRefusedAsync(due) || await changeAddress.DropIfWithdrawnAsync(due));
}
