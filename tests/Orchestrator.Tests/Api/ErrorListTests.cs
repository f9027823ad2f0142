using RouterAlertAssurance.Orchestrator.Api;

namespace RouterAlertAssurance.Orchestrator.Tests.Api;

public sealed class ErrorListTests
{
    [Fact]
    public void Add_MoreThanAreShown_TellsHowManyAreLeftOut()
    {
        var errors = new ErrorList();
        for (var i = 0; i < ErrorList.Most + 7; i++)
        {
            errors.Add($"/{i}", "wrong");
        }

        errors.Items.Count.ShouldBe(ErrorList.Most + 1);
        errors.Items[^1].Detail.ShouldBe("7 more errors are not shown");
    }

    [Fact]
    public void Append_NameWithSlashAndTilde_IsEscaped() => ErrorList.Append("/labels", "a/b~c").ShouldBe("/labels/a~1b~0c");
}
