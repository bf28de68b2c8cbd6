using System.Text;
using MlSecPol.Engine.Checks;
using PhoneNumbers;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Asks the numbering plans whether a number is assigned. Loads them on the first question.</summary>
internal sealed class PhoneVerifier(IReadOnlyList<string> regions)
{
    private readonly Lazy<PhoneNumberUtil> _plans = new(() => Load(regions));

    /// <summary>Whether the number is valid: an international one as it stands, a national one in any of the configured regions.</summary>
    internal bool IsValid(ReadOnlySpan<byte> number)
    {
        var text = Encoding.UTF8.GetString(number);
        if (text[0] == '+') return IsValid(text, region: null);
        foreach (var region in regions)
        {
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
