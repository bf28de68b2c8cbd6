using System.Text;
using PhoneNumbers;

namespace MlSecPol.Engine.Datasets.Identifiers;

/// <summary>Asks the numbering plans whether a number is assigned. Loads them on the first question.</summary>
internal sealed class PhoneVerifier(IReadOnlyList<string> regions)
{
    private readonly Lazy<PhoneNumberUtil> _plans = new(() => PhoneNumberUtil.GetInstance());

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
