using System.Globalization;
using MlSecPol.Engine.Checks;
using MlSecPol.Engine.Datasets.Files.Access;

namespace MlSecPol.Engine.Datasets.Files.Checks;

/// <summary>Nobody may read or change the dataset beyond what the policy gives: by mode, by access list, or by replacing it.</summary>
[Check("DS2.WorldAccess")]
public sealed class WorldAccess : FileCheck
{
    private const int Read = 4, Write = 2;

    internal override FileQuestions Questions => FileQuestions.Access;

    private protected override Verdict Judge(FileFacts file, DatasetFacts facts, SettingsSnapshot settings)
    {
        var access = file.Access!;
        if (access.Gap is { } gap) return Verdict.NotAssessed($"{gap}.");
        var text = SettingsOf(settings).MaximumMode;
        var widest = Convert.ToInt32(text, 8);
        var findings = new List<Finding>();
        foreach (var trustee in access.Trustees) Add(findings, trustee, trustee.IsWorld ? widest & 7 : (widest >> 3) & 7, access.ClosedFolder);
        if (access.IsReplaceable)
            findings.Add(Finding(access.ClosedFolder is null ? Severity.High : Severity.Info, "replaceable", "Everybody may write to the folder of the file, and so replace it"));
        if (access.Mode is { } mode && (mode & ~widest) is > 0 and var beyond && (beyond & 0x49) != 0)
            findings.Add(Finding(Severity.Low, "executable", $"The mode {Octal(mode)} lets the file be executed, which data does not need"));
        return Conclude(
            findings,
            _ => $"The rights on the file are wider than {text}{(access.Mode is { } m ? $": {Octal(m)}" : string.Empty)}.",
            access.Mode is { } shown ? $"The mode {Octal(shown)} and the access list stay within {text}, or nobody else can reach the file." : $"The access list stays within {text}.");
    }

    private static void Add(List<Finding> findings, Trustee trustee, int allowed, string? closed)
    {
        var writes = trustee.MayWrite && (allowed & Write) == 0;
        var reads = trustee.MayRead && (allowed & Read) == 0;
        if (!writes && !reads) return;
        var what = writes ? reads ? "read and change" : "change" : "read";
        var message = $"{(trustee.Name == "others" ? "Everybody with an account" : trustee.Name == "group" ? "The group of the file" : $"'{trustee.Name}'")} may {what} it{(trustee.IsListed ? " (access list)" : string.Empty)}";
        // On Unix nobody gets to a file in a folder that is closed to them, whatever the file allows.
        if (trustee.IsWorld && closed is not null) findings.Add(Finding(Severity.Info, "world-behind-closed-folder", $"{message}, but the folder '{closed}' lets nobody else in", subject: trustee.Name));
        else findings.Add(Finding(trustee.IsWorld ? Severity.High : Severity.Low, trustee.IsWorld ? writes ? "world-writable" : "world-readable" : "wider-than-policy", message, subject: trustee.Name));
    }

    private static string Octal(int mode) => "0" + Convert.ToString(mode, 8).PadLeft(3, '0').ToString(CultureInfo.InvariantCulture);
}
