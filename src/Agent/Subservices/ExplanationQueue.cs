using System.Threading.Channels;
using RouterAlertAssurance.Contracts.Queries;
using RouterAlertAssurance.Model.Subservices;

namespace RouterAlertAssurance.Agent.Subservices;

/// <summary>Questions about nodes, answered by the one thread that evaluates them, so that an account is of one instant.</summary>
internal sealed class ExplanationQueue
{
    private const int MostWaiting = 64;

    private readonly Channel<(SubserviceId Id, TaskCompletionSource<LiveAccount?> Answer)> _questions =
        Channel.CreateBounded<(SubserviceId, TaskCompletionSource<LiveAccount?>)>(MostWaiting);

    /// <summary>Called after each question.</summary>
    public Action? Asked { get; set; }

    /// <summary>The account of a node; null when it is not evaluated here.</summary>
    public async Task<LiveAccount?> AskAsync(SubserviceId id, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<LiveAccount?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _questions.Writer.WriteAsync((id, answer), cancellationToken);
        Asked?.Invoke();
        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Answers what was asked.</summary>
    public void Answer(Func<SubserviceId, LiveAccount?> account)
    {
        while (_questions.Reader.TryRead(out var question))
        {
            question.Answer.SetResult(account(question.Id));
        }
    }
}
