using System.Net;
using RouterAlertAssurance.Probes.Locating;
using RouterAlertAssurance.Probes.Marks;

namespace RouterAlertAssurance.Probes.Tests.Locating;

public sealed class HopAnswersTests
{
    private static readonly IPAddress Router = IPAddress.Parse("198.51.100.7");

    [Fact]
    public void Take_QuotesOfThisProtocol_AreOfTheHopThatWasAsked()
    {
        var answers = new HopAnswers(ProbeProtocol.Udp, 2);
        answers.Sent(answers.Hops[1], withOption: true, identification: 9);

        answers.Take(Quote(new ProbeMark(1, HopAnswers.SequenceOf(answers.Hops[0], 2), WithOption: false, ProbeProtocol.Udp.Number)));
        answers.Take(Quote(mark: null, identification: 9));

        answers.Hops.Select(hop => (hop.Has(withOption: false), hop.Has(withOption: true))).ShouldBe([(true, false), (false, true)]);
    }

    [Fact]
    public void Take_LateQuotesOfAnotherProtocol_AreOfNoHop()
    {
        var (before, answers) = (new HopAnswers(ProbeProtocol.Rsvp, 5), new HopAnswers(ProbeProtocol.Udp, 2));
        before.Sent(before.Hops[4], withOption: true, identification: 9);

        answers.Take(Quote(mark: null, identification: 9));
        answers.Take(Quote(new ProbeMark(1, HopAnswers.SequenceOf(before.Hops[0], 0), WithOption: true, ProbeProtocol.Rsvp.Number)));
        answers.Take(Quote(new ProbeMark(1, HopAnswers.SequenceOf(before.Hops[4], 0), WithOption: true, ProbeProtocol.Udp.Number)));

        answers.Hops.ShouldAllBe(hop => !hop.Has(true) && !hop.Has(false));
    }

    private static IcmpQuote Quote(ProbeMark? mark, ushort identification = 1) => new(Router, identification, mark, HasOption: true, IsChecksumRight: true);
}
