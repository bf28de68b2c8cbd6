using System.Text.Json;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Collects bytes that JSON keeps as a list of numbers, signed or not, where the first of them begin content that is read.</summary>
internal sealed class JsonBytes
{
    private const int Sniffed = 4;
    private const int MostBytes = 16 << 20;

    private readonly List<byte> _bytes = [];
    private bool _isOther;

    /// <summary>Begins a list or an object.</summary>
    internal void Begin()
    {
        _bytes.Clear();
        _isOther = false;
    }

    /// <summary>Takes a number of the innermost list.</summary>
    internal void Add(ref Utf8JsonReader reader)
    {
        if (_isOther) return;
        _isOther = !reader.TryGetInt32(out var number) || number is < sbyte.MinValue or > byte.MaxValue || _bytes.Count >= MostBytes;
        if (_isOther) return;
        _bytes.Add(unchecked((byte)number));
        if (_bytes.Count == Sniffed) _isOther = !TextValueJudge.IsWorthwhile([.. _bytes]);
    }

    /// <summary>The bytes of the list that ends; null where it holds anything else.</summary>
    internal byte[]? End()
    {
        var bytes = !_isOther && _bytes.Count > Sniffed ? _bytes.ToArray() : null;
        _isOther = true;
        return bytes;
    }
}
