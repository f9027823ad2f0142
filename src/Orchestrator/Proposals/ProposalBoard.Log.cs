using Microsoft.Extensions.Logging;

namespace RouterAlertAssurance.Orchestrator.Proposals;

internal sealed partial class ProposalBoard
{
    [LoggerMessage(EventId = 2131, Level = LogLevel.Warning, Message = "The facts show more combinations than {Most} for a proposal rule of {Type}; the rest is not proposed")]
    private partial void LogTruncated(string type, int most);
}
