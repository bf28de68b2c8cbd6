using System.Text;

namespace MlSecPol.Engine.Models.Protobuf;

/// <summary>The fields from the root to the current message.</summary>
internal sealed class ProtoPath
{
    private readonly List<(ProtoField Field, int Index)> _steps = [];

    internal int Depth => _steps.Count;

    internal void Push(ProtoField field, int index) => _steps.Add((field, index));

    internal void Pop() => _steps.RemoveAt(_steps.Count - 1);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (field, index) in _steps)
        {
            if (field.Name.Length == 0) continue;
            if (text.Length > 0) text.Append('.');
            text.Append(field.Name);
            if (field.IsRepeated) text.Append('[').Append(index).Append(']');
        }

        return text.ToString();
    }
}
