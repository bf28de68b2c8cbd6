using System.Security.Cryptography;
using System.Text;

namespace MlSecPol.Engine.Checks;

/// <summary>Names a finding so that a later run recognises it: by what was found and where in the structure, not by offset, row or count.</summary>
internal static class FindingFingerprint
{
    /// <summary>The first 16 hexadecimal digits of SHA-256 over check, rule, member, column and subject.</summary>
    internal static string Of(string checkId, Finding finding)
    {
        var identity = string.Join('\n', checkId, finding.Rule, finding.Member, finding.Column, finding.Subject);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 8));
    }
}
