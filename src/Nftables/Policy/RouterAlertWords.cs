using System.Globalization;

namespace RouterAlertAssurance.Nftables.Policy;

/// <summary>Words for what a policy consists of.</summary>
public static class RouterAlertWords
{
    public static string Of(RouterAlertForm form) => form switch
    {
        RouterAlertForm.Usual => "in its usual form",
        RouterAlertForm.OtherValue => "with another value",
        RouterAlertForm.BehindPadding => "behind padding",
        RouterAlertForm.BehindOption => "behind another option",
        RouterAlertForm.FirstFragment => "in a first fragment",
        RouterAlertForm.LaterFragment => "in a later fragment",
        RouterAlertForm.WrongLength => "longer than it may be",
        RouterAlertForm.ShortLength => "shorter than it may be",
        _ => "without the option",
    };

    public static string Of(RouterAlertTreatmentKind kind) => kind switch
    {
        RouterAlertTreatmentKind.Untouched => "forwarded untouched",
        RouterAlertTreatmentKind.Queued => "handed to a program",
        RouterAlertTreatmentKind.QueuedLimited => "handed to a program, limited",
        RouterAlertTreatmentKind.QueuedPoliced => "handed to a program, policed",
        RouterAlertTreatmentKind.Policed => "policed",
        RouterAlertTreatmentKind.Stripped => "stripped",
        RouterAlertTreatmentKind.StrippedPoliced => "stripped, policed",
        RouterAlertTreatmentKind.StrippedBroken => "stripped, checksum broken",
        RouterAlertTreatmentKind.StrippedBrokenPoliced => "stripped, checksum broken, policed",
        RouterAlertTreatmentKind.Dropped => "dropped",
        RouterAlertTreatmentKind.DroppedAnyway => "dropped, with the option and without",
        _ => "unclear",
    };

    /// <summary>A treatment with the rate, where it is limited by packets.</summary>
    public static string Of(RouterAlertTreatment treatment)
    {
        ArgumentNullException.ThrowIfNull(treatment);
        return treatment.Limit is { IsOctets: false } limit
            ? string.Create(CultureInfo.InvariantCulture, $"{Of(treatment.Kind)} to {limit.Rate:0.###}/s")
            : Of(treatment.Kind);
    }

    /// <summary>A form as labels of metrics say it.</summary>
    public static string Key(RouterAlertForm form) => form switch
    {
        RouterAlertForm.OtherValue => "other-value",
        RouterAlertForm.BehindPadding => "behind-padding",
        RouterAlertForm.BehindOption => "behind-option",
        RouterAlertForm.FirstFragment => "first-fragment",
        RouterAlertForm.LaterFragment => "later-fragment",
        RouterAlertForm.WrongLength => "wrong-length",
        RouterAlertForm.ShortLength => "short-length",
        RouterAlertForm.None => "none",
        _ => "usual",
    };

    /// <summary>A treatment as metrics say it.</summary>
    public static string Key(RouterAlertTreatmentKind kind) => kind switch
    {
        RouterAlertTreatmentKind.Untouched => "untouched",
        RouterAlertTreatmentKind.Queued => "queued",
        RouterAlertTreatmentKind.QueuedLimited => "queued-limited",
        RouterAlertTreatmentKind.QueuedPoliced => "queued-policed",
        RouterAlertTreatmentKind.Policed => "policed",
        RouterAlertTreatmentKind.Stripped => "stripped",
        RouterAlertTreatmentKind.StrippedPoliced => "stripped-policed",
        RouterAlertTreatmentKind.StrippedBroken => "stripped-broken",
        RouterAlertTreatmentKind.StrippedBrokenPoliced => "stripped-broken-policed",
        RouterAlertTreatmentKind.Dropped => "dropped",
        RouterAlertTreatmentKind.DroppedAnyway => "dropped-anyway",
        _ => "unclear",
    };

    /// <summary>A finding's kind as labels of metrics say it, such as <c>shared-limit</c>.</summary>
    public static string Key(RouterAlertFindingKind kind) => kind switch
    {
        RouterAlertFindingKind.BreaksChecksum => "breaks-checksum",
        RouterAlertFindingKind.DropsProtocolOfInterest => "drops-protocol-of-interest",
        RouterAlertFindingKind.DropsOthers => "drops-others",
        RouterAlertFindingKind.SharedLimit => "shared-limit",
        RouterAlertFindingKind.Intercepted => "intercepted",
        RouterAlertFindingKind.DeadQueue => "dead-queue",
        RouterAlertFindingKind.Unlimited => "unlimited",
        RouterAlertFindingKind.SlipsPast => "slips-past",
        RouterAlertFindingKind.Strips => "strips",
        _ => "unclear",
    };
}
