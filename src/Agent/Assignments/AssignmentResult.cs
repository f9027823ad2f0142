using RouterAlertAssurance.Contracts.Assignments;
using RouterAlertAssurance.Hosting.Problems;

namespace RouterAlertAssurance.Agent.Assignments;

/// <summary>What became of an assignment: an answer, or why it was refused.</summary>
/// <param name="Answer">Set when it was understood, also when packages are missing.</param>
/// <param name="Errors">Fields that are wrong.</param>
/// <param name="Present">The present revision, when the one offered is older.</param>
internal sealed record AssignmentResult(AssignmentAnswer? Answer, IReadOnlyList<FieldError> Errors, long? Present)
{
    public static AssignmentResult Accepted(long revision) => new(new AssignmentAnswer(revision, []), [], null);

    public static AssignmentResult Lacks(long revision, IReadOnlyList<PackageReference> missing) => new(new AssignmentAnswer(revision, missing), [], null);

    public static AssignmentResult Refused(IReadOnlyList<FieldError> errors) => new(null, errors, null);

    public static AssignmentResult Outdated(long present) => new(null, [], present);
}
