using System.Buffers.Binary;
using System.Text.Json;
using MlSecPol.Engine.Artifacts;

namespace MlSecPol.Engine.Models.Repository.Weights;

/// <summary>Reads the tensors that the header of a safetensors file names, for comparison with what stands beside it; the header itself is judged by the audit of the file.</summary>
internal static class TensorTable
{
    private const int Depth = 16;
    private const int LongestHeader = 100_000_000;
    private const int MostLengths = 8;

    /// <summary>The tensors by name; null when the header cannot be read, which the audit of that file says.</summary>
    internal static Dictionary<string, TensorShape>? Read(RepositoryFile file, RepositoryBuilder facts)
    {
        if (file is not { Content: ArtifactFormat.SafeTensors, IsReadable: true }) return null;
        try
        {
            using var source = facts.Open(file.Path);
            Span<byte> prefix = stackalloc byte[8];
            if (source.Read(0, prefix) < 8) return null;
            var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
            if (length > (ulong)Math.Min(LongestHeader, source.Length - 8)) return null;
            var header = new byte[(int)length];
            return Tensors(header.AsSpan(0, source.Read(8, header)).TrimEnd("\0 \n\r\t"u8), facts.Token);
        }
        catch (Exception e) when (e is ArtifactException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Dictionary<string, TensorShape> Tensors(ReadOnlySpan<byte> header, CancellationToken token)
    {
        var reader = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = Depth });
        var tensors = new Dictionary<string, TensorShape>(StringComparer.Ordinal);
        var (name, type, field) = (string.Empty, string.Empty, string.Empty);
        var (shape, offsets) = (new List<long>(), new List<long>());
        while (reader.Read())
        {
            switch (reader.CurrentDepth, reader.TokenType)
            {
                case (1, JsonTokenType.PropertyName):
                    token.ThrowIfCancellationRequested();
                    name = reader.GetString()!;
                    type = string.Empty;
                    shape.Clear();
                    offsets.Clear();
                    break;
                case (2, JsonTokenType.PropertyName):
                    field = reader.GetString()!;
                    break;
                case (2, JsonTokenType.String) when field == "dtype":
                    type = reader.GetString()!;
                    break;
                case (3, JsonTokenType.Number) when field is "shape" or "data_offsets" && reader.TryGetInt64(out var number):
                    (field == "shape" ? shape : offsets).Add(number);
                    break;
                case (1, JsonTokenType.EndObject) when name != "__metadata__":
                    tensors[name] = new TensorShape(name, type, [.. shape.Take(MostLengths)], offsets.Count == 2 ? Math.Max(0, offsets[1] - offsets[0]) : 0);
                    break;
                default:
                    break;
            }
        }

        return tensors;
    }
}
