using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace MlSecPol.Cmdlets;

/// <summary>Reads check results from the pipeline: the objects themselves, or what is left of them after a job, a remote session or a file.</summary>
internal static class ResultInput
{
    /// <summary>The result, or null when the object is none.</summary>
    internal static CheckResult? From(PSObject? input)
    {
        if (input?.BaseObject is CheckResult result) return result;
        if (Text(input, nameof(CheckResult.CheckId)) is not { } checkId
            || !Enum.TryParse<CheckStatus>(Text(input, nameof(CheckResult.Status)), ignoreCase: true, out var status)
            || !Enum.TryParse<Severity>(Text(input, nameof(CheckResult.Severity)), ignoreCase: true, out var severity))
        {
            return null;
        }

        return new CheckResult
        {
            CheckId = checkId,
            ControlId = Text(input, nameof(CheckResult.ControlId)) ?? checkId.Split('.')[0],
            Status = status,
            Severity = severity,
            Target = Text(input, nameof(CheckResult.Target)) ?? string.Empty,
            Message = Text(input, nameof(CheckResult.Message)) ?? string.Empty,
            Reason = Text(input, nameof(CheckResult.Reason)),
            Findings = Findings(input),
            Imports = [.. Items(input, nameof(CheckResult.Imports)).Select(FactInput.Import).OfType<ModelImport>()],
            Facts = Property(input, nameof(CheckResult.Facts)) is { } facts ? FactInput.Summary(facts) : null,
            ObservedAt = Time(input, nameof(CheckResult.ObservedAt)),
            Tool = Text(input, nameof(CheckResult.Tool)) ?? string.Empty,
            Version = Text(input, nameof(CheckResult.Version)) ?? string.Empty,
            ExceptionId = Text(input, nameof(CheckResult.ExceptionId)),
            AttestationId = Text(input, nameof(CheckResult.AttestationId)),
        };
    }

    private static List<Finding> Findings(PSObject? input)
    {
        var findings = new List<Finding>();
        foreach (var wrapped in Items(input, nameof(CheckResult.Findings)))
        {
            if (wrapped.BaseObject is Finding live) findings.Add(live);
            else if (Finding(wrapped) is { } finding) findings.Add(finding);
        }

        return findings;
    }

    private static Finding? Finding(PSObject input)
    {
        if (Text(input, nameof(MlSecPol.Finding.Message)) is not { } message
            || !Enum.TryParse<Severity>(Text(input, nameof(MlSecPol.Finding.Severity)), ignoreCase: true, out var severity))
        {
            return null;
        }

        return new Finding
        {
            Severity = severity,
            Message = message,
            Rule = Text(input, nameof(MlSecPol.Finding.Rule)),
            Subject = Text(input, nameof(MlSecPol.Finding.Subject)),
            Location = Text(input, nameof(MlSecPol.Finding.Location)) ?? string.Empty,
            Member = Text(input, nameof(MlSecPol.Finding.Member)),
            Offset = Value(input, nameof(MlSecPol.Finding.Offset)) as long?,
            Column = Text(input, nameof(MlSecPol.Finding.Column)),
            Row = Value(input, nameof(MlSecPol.Finding.Row)) as long?,
            Count = Value(input, nameof(MlSecPol.Finding.Count)) as long? ?? 1,
            Gain = Text(input, nameof(MlSecPol.Finding.Gain)),
            Confidence = Value(input, nameof(MlSecPol.Finding.Confidence)) as double?,
            Evidence = Text(input, nameof(MlSecPol.Finding.Evidence)),
            Remediation = Text(input, nameof(MlSecPol.Finding.Remediation)),
            Advisories = [.. Items(input, nameof(MlSecPol.Finding.Advisories)).Select(a => (a.BaseObject as Advisory) ?? Advisory(a)).OfType<Advisory>()],
            Fingerprint = Text(input, nameof(MlSecPol.Finding.Fingerprint)) ?? string.Empty,
        };
    }

    private static Advisory? Advisory(PSObject input) => Text(input, nameof(MlSecPol.Advisory.Id)) is not { } id ? null : new Advisory
    {
        Id = id,
        Product = Text(input, nameof(MlSecPol.Advisory.Product)) ?? string.Empty,
        Affected = Text(input, nameof(MlSecPol.Advisory.Affected)) ?? string.Empty,
        Summary = Text(input, nameof(MlSecPol.Advisory.Summary)) ?? string.Empty,
        Reference = Text(input, nameof(MlSecPol.Advisory.Reference)) ?? string.Empty,
        Verified = Value(input, nameof(MlSecPol.Advisory.Verified)) is true,
        Disputed = Value(input, nameof(MlSecPol.Advisory.Disputed)) is true,
    };

    /// <summary>The items of a property that holds a list; none for anything else.</summary>
    internal static IEnumerable<PSObject> Items(PSObject? input, string property) =>
        (Value(input, property) is IEnumerable items and not string ? items : Array.Empty<object>()).Cast<object?>().OfType<object>().Select(PSObject.AsPSObject);

    // A job or Clixml hands on what the time consists of, JSON a DateTime, CSV a text.
    private static DateTimeOffset Time(PSObject? input, string property) => Value(input, property) switch
    {
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(time),
        string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        not null when input!.Properties[property].Value is PSObject parts && Value(parts, nameof(DateTimeOffset.UtcTicks)) is long ticks =>
            new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(Value(parts, nameof(DateTimeOffset.Offset)) as TimeSpan? ?? TimeSpan.Zero),
        _ => default,
    };

    /// <summary>A property as text; null for lists and for what is not there.</summary>
    internal static string? Text(PSObject? input, string property) => Value(input, property) switch
    {
        null => null,
        IEnumerable and not string => null,
        var value => value.ToString(),
    };

    /// <summary>The bare value of a property; null for what is not there.</summary>
    internal static object? Value(PSObject? input, string property) => input?.Properties[property]?.Value is { } value ? (value as PSObject)?.BaseObject ?? value : null;

    private static PSObject? Property(PSObject? input, string property) => input?.Properties[property]?.Value is { } value ? PSObject.AsPSObject(value) : null;
}
