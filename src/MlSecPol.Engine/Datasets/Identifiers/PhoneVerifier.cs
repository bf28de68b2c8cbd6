using System.Text;
using MlSecPol.Engine.Checks;
using PhoneNumbers;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Asks the numbering plans whether a number is assigned. Loads them on the first question.</summary>
internal sealed class PhoneVerifier(IReadOnlyList<string> regions)
{
    private readonly Lazy<PhoneNumberUtil> _plans = new(() => Load(regions));

    /// <summary>Whether the number is valid: an international one as it stands, a national one in any of the configured regions.</summary>
    /// <param name="number">The number with its separators.</param>
    /// <param name="isKnown">
    /// Whether it is known to be meant as a telephone number. Otherwise one without a leading zero is not looked up where people write that zero: the plans of a few
    /// such regions together hold nearly every number of ten digits.
    /// </param>
    internal bool IsValid(ReadOnlySpan<byte> number, bool isKnown)
    {
        var text = Encoding.UTF8.GetString(number);
        if (text[0] == '+') return IsValid(text, region: null);
        var hasZero = text.AsSpan().TrimStart('(').StartsWith('0');
        foreach (var region in regions)
        {
            if (!isKnown && !hasZero && string.Equals(_plans.Value.GetNddPrefixForRegion(region, stripNonDigits: true), "0", StringComparison.Ordinal)) continue;
            if (IsValid(text, region)) return true;
        }

        return false;
    }

    private static PhoneNumberUtil Load(IReadOnlyList<string> regions)
    {
        var plans = PhoneNumberUtil.GetInstance();
        var known = plans.GetSupportedRegions();
        foreach (var region in regions)
        {
            if (!known.Contains(region))
            {
                throw new UsageException(
                    "MlSecPol.Settings.WrongValue",
                    $"'{region}' in 'datasets.phoneRegions' is no region with a numbering plan.",
                    "Use two-letter codes of ISO 3166 in capitals, for example 'US'.");
            }
        }

        return plans;
    }

    private bool IsValid(string text, string? region)
    {
        try
        {
            return _plans.Value.IsValidNumber(_plans.Value.Parse(text, region));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
