using System.Text;

namespace MlSecPol.Engine.Models.Configuration;

/// <summary>Where a reader stands in a tree of mappings and lists.</summary>
internal sealed class ConfigurationPath
{
    private readonly List<Frame> _frames = [];

    /// <summary>How many mappings and lists are open.</summary>
    internal int Depth => _frames.Count;

    /// <summary>The innermost key; empty at the top.</summary>
    internal string Key
    {
        get
        {
            for (var i = _frames.Count - 1; i >= 0; i--)
            {
                if (!_frames[i].IsList) return _frames[i].Key;
            }

            return string.Empty;
        }
    }

    /// <summary>Whether the innermost container is a list.</summary>
    internal bool IsInList => _frames.Count > 0 && _frames[^1].IsList;

    /// <summary>The place in the innermost list.</summary>
    internal int Index => _frames.Count > 0 ? _frames[^1].Index : -1;

    internal void Open(bool isList)
    {
        Advance();
        _frames.Add(new Frame { IsList = isList });
    }

    internal void Close()
    {
        if (_frames.Count > 0) _frames.RemoveAt(_frames.Count - 1);
    }

    internal void SetKey(string key)
    {
        if (_frames.Count > 0) _frames[^1].Key = key;
    }

    /// <summary>Notes that a value begins, which counts in a list.</summary>
    internal void Advance()
    {
        if (IsInList) _frames[^1].Index++;
    }

    /// <summary>Whether the value stands somewhere below a key.</summary>
    internal bool IsBelow(string key)
    {
        for (var i = 0; i < _frames.Count - 1; i++)
        {
            if (!_frames[i].IsList && _frames[i].Key == key) return true;
        }

        return false;
    }

    /// <summary>The path for a reader, <c>a.b[2].c</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var frame in _frames)
        {
            if (frame.IsList) text.Append('[').Append(Math.Max(0, frame.Index)).Append(']');
            else text.Append(text.Length == 0 ? string.Empty : ".").Append(frame.Key);
        }

        return text.ToString();
    }

    private sealed class Frame
    {
        internal bool IsList { get; init; }

        internal string Key { get; set; } = string.Empty;

        internal int Index { get; set; } = -1;
    }
}
