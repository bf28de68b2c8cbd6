using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Models.Hdf5;

/// <summary>Judges where the data of an array stands: in this file, and within it, or in others.</summary>
internal sealed class Hdf5Storage(Hdf5Space space, Hdf5GlobalHeap heap, Hdf5Hazards hazards)
{
    private const int Compact = 0, Contiguous = 1, Chunked = 2, Virtual = 3;

    // A loader allocates what the shape says before it reads; below 4 GiB and a hundredfold of the file, that is an ordinary sparse or compressed array.
    private const long LargeArray = 4L << 30;
    private const long LargestExpansion = 100;

    /// <summary>Judges the array that the messages describe.</summary>
    internal void Judge(List<Hdf5Message> messages, string path, long address)
    {
        foreach (var message in messages.Where(m => m.Type == Hdf5MessageType.ExternalFiles)) JudgeExternal(message.Data.Span, path, address);
        var isExternal = messages.Exists(m => m.Type == Hdf5MessageType.ExternalFiles);
        var declared = Declared(messages);
        space.Facts.AddTensors(1, declared ?? 0);
        if (declared > LargeArray && declared / LargestExpansion > space.Length)
        {
            space.Facts.AddDefect(
                HeaderDefectKind.SizeMismatch, space.Member, address, path, $"'{path}' declares {declared} bytes in a file of {space.Length}; a loader allocates them all.", "shape");
        }

        foreach (var message in messages.Where(m => m.Type == Hdf5MessageType.Layout)) JudgeLayout(message.Data.Span, path, address, isExternal ? null : declared);
    }

    private long? Declared(List<Hdf5Message> messages)
    {
        if (messages.Find(m => m.Type == Hdf5MessageType.Dataspace) is not { IsShared: false } shape || messages.Find(m => m.Type == Hdf5MessageType.Datatype) is not { } type) return null;
        if (Hdf5Datatype.Read(space, type.Data.Span, type.IsShared) is not { } element) return null;
        var elements = Hdf5Dataspace.Elements(space, shape.Data.Span);
        return element.Size != 0 && elements > long.MaxValue / element.Size ? long.MaxValue : elements * element.Size;
    }

    private void JudgeLayout(ReadOnlySpan<byte> message, string path, long address, long? declared)
    {
        var cursor = space.Cursor(message);
        var version = cursor.Byte();
        if (version is 1 or 2)
        {
            cursor.Skip(1);
            var kind = cursor.Byte();
            cursor.Skip(5);
            if (kind == Contiguous) JudgeRange(cursor.Address(), declared ?? 0, path, address);
            return;
        }

        switch (cursor.Byte())
        {
            case Contiguous:
                var start = cursor.Address();
                var length = cursor.Length();
                JudgeRange(start, length, path, address);
                if (start != Hdf5Cursor.Undefined && declared is { } expected && expected > length)
                    space.Facts.AddDefect(HeaderDefectKind.SizeMismatch, space.Member, address, path, $"'{path}' has {length} bytes; its shape and type make {expected}.");
                break;
            case Virtual:
                var collection = cursor.Address();
                JudgeVirtual(collection, cursor.UInt32(), path, address);
                break;
            case Compact or Chunked:
                break;
            default:
                throw Hdf5Cursor.Malformed($"a layout of unknown kind for '{path}'");
        }
    }

    private void JudgeRange(long start, long length, string path, long address)
    {
        if (start == Hdf5Cursor.Undefined || length <= space.Length - start) return;
        space.Facts.AddDefect(HeaderDefectKind.OutOfBounds, space.Member, address, path, $"The data of '{path}' is said to take {length} bytes from offset {start} on, beyond the end of the file at {space.Length}.");
    }

    private void JudgeExternal(ReadOnlySpan<byte> message, string path, long address)
    {
        var cursor = space.Cursor(message);
        cursor.Skip(6);
        var used = cursor.UInt16();
        var names = Hdf5LocalHeap.Read(space, cursor.Address());
        for (var i = 0; i < used; i++)
        {
            var name = Hdf5LocalHeap.Text(names, cursor.Length());
            cursor.Skip(2 * space.LengthSize);
            hazards.External("hdf5:external-storage", path, address, name, $"The data of '{ShortText.Of(path)}' is read from another file, '{ShortText.Of(name)}'.");
        }
    }

    private void JudgeVirtual(long collection, long index, string path, long address)
    {
        if (collection is Hdf5Cursor.Undefined or 0) return;
        var cursor = space.Cursor(heap.Read(collection, index, long.MaxValue));
        if (cursor.Byte() != 0) throw Hdf5Cursor.Malformed($"a virtual dataset of unknown version, '{path}'");
        var count = cursor.Length();
        for (long i = 0; i < count; i++)
        {
            space.Facts.Token.ThrowIfCancellationRequested();
            var file = cursor.Text();
            cursor.Text();
            Hdf5Selection.Skip(ref cursor);
            Hdf5Selection.Skip(ref cursor);
            if (file != ".") hazards.External("hdf5:virtual-dataset", path, address, file, $"The data of '{ShortText.Of(path)}' is put together from another file, '{ShortText.Of(file)}'.");
        }
    }
}
