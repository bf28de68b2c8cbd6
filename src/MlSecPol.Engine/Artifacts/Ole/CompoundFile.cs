using System.Buffers.Binary;
using System.Text;

namespace MlSecPol.Engine.Artifacts.Ole;

/// <summary>
/// The directory of a compound file of older office programs ([MS-CFB]) and the beginnings of its streams. Chains are followed as far as they go, but never in a circle.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderLength = 512, EntryLength = 128, HeaderTables = 109;
    private const uint LastRegular = 0xFFFFFFFA;
    private const int MostEntries = 100_000;
    private const int SmallSector = 64;

    private readonly ByteSource _content;
    private readonly int _sector;
    private readonly List<CompoundEntry> _entries = [];
    private readonly List<uint> _tables = [];
    private uint _smallTable;
    private uint _smallStream;
    private uint _smallLimit;

    private CompoundFile(ByteSource content, int sector)
    {
        _content = content;
        _sector = sector;
    }

    /// <summary>The entries, without the root.</summary>
    internal IReadOnlyList<CompoundEntry> Entries => _entries;

    /// <summary>Whether the directory breaks off or names sectors that are not there.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>Reads the directory; null where the header is no such header.</summary>
    internal static CompoundFile? Read(ByteSource content, CancellationToken token)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (content.Read(0, header) < HeaderLength || BinaryPrimitives.ReadUInt64BigEndian(header) != 0xD0CF11E0A1B11AE1) return null;
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(header[30..]);
        if (shift is not (9 or 12)) return null;
        var file = new CompoundFile(content, 1 << shift)
        {
            _smallLimit = BinaryPrimitives.ReadUInt32LittleEndian(header[56..]),
            _smallTable = BinaryPrimitives.ReadUInt32LittleEndian(header[60..]),
        };
        file.CollectTables(header, token);
        file.ReadDirectory(BinaryPrimitives.ReadUInt32LittleEndian(header[48..]), token);
        return file;
    }

    /// <summary>The first bytes of a stream.</summary>
    internal byte[] Head(CompoundEntry entry, int count, CancellationToken token)
    {
        var bytes = new byte[(int)Math.Min(count, Math.Max(0, entry.Size))];
        var isSmall = entry.Size < _smallLimit;
        var size = isSmall ? SmallSector : _sector;
        var at = 0;
        foreach (var sector in Chain(entry.Start, isSmall, token))
        {
            if (at >= bytes.Length) break;
            var place = isSmall ? SmallPlace(sector, token) : Place(sector);
            var wanted = Math.Min(size, bytes.Length - at);
            if (place < 0 || _content.Read(place, bytes.AsSpan(at, wanted)) < wanted) break;
            at += wanted;
        }

        return bytes[..Math.Min(at, bytes.Length)];
    }

    private long Place(uint sector) => (sector + 1L) * _sector;

    /// <summary>Where a small sector stands: within the stream of the root.</summary>
    private long SmallPlace(uint small, CancellationToken token)
    {
        var offset = (long)small * SmallSector;
        foreach (var sector in Chain(_smallStream, isSmall: false, token))
        {
            if (offset < _sector) return Place(sector) + offset;
            offset -= _sector;
        }

        return -1;
    }

    private void CollectTables(ReadOnlySpan<byte> header, CancellationToken token)
    {
        for (var i = 0; i < HeaderTables; i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[(76 + (4 * i))..]) is <= LastRegular and var table) _tables.Add(table);
        }

        var block = new byte[_sector];
        var most = _content.Length / _sector;
        for (var next = BinaryPrimitives.ReadUInt32LittleEndian(header[68..]); next <= LastRegular && _tables.Count <= most;)
        {
            token.ThrowIfCancellationRequested();
            if (_content.Read(Place(next), block) < _sector) return;
            for (var i = 0; i < _sector - 4; i += 4)
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(i)) is <= LastRegular and var table) _tables.Add(table);
            }

            next = BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(_sector - 4));
        }
    }

    private void ReadDirectory(uint first, CancellationToken token)
    {
        var block = new byte[_sector];
        foreach (var sector in Chain(first, isSmall: false, token))
        {
            if (_content.Read(Place(sector), block) < _sector)
            {
                IsBroken = true;
                return;
            }

            for (var at = 0; at < _sector && _entries.Count < MostEntries; at += EntryLength) AddEntry(block.AsSpan(at, EntryLength));
        }

        IsBroken |= _entries.Count == 0;
    }

    private void AddEntry(ReadOnlySpan<byte> entry)
    {
        const byte folder = 1, stream = 2, root = 5;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
        var start = BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]);
        // The upper half of the size means something only in files of large sectors.
        var size = _sector == HeaderLength ? BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]) : BinaryPrimitives.ReadInt64LittleEndian(entry[120..]);
        if (entry[66] == root) _smallStream = start;
        if (entry[66] is not (folder or stream) || length is < 2 or > 64) return;
        _entries.Add(new CompoundEntry(Encoding.Unicode.GetString(entry[..(length - 2)]), entry[66] == stream, start, size));
    }

    private IEnumerable<uint> Chain(uint first, bool isSmall, CancellationToken token)
    {
        var left = _content.Length / (isSmall ? SmallSector : _sector);
        for (var sector = first; sector <= LastRegular; sector = Next(sector, isSmall, token))
        {
            token.ThrowIfCancellationRequested();
            if (left-- < 0 || (!isSmall && Place(sector) >= _content.Length))
            {
                IsBroken = true;
                yield break;
            }

            yield return sector;
        }
    }

    private uint Next(uint sector, bool isSmall, CancellationToken token)
    {
        var perTable = _sector / 4;
        var (number, within) = ((int)(sector / perTable), sector % perTable * 4);
        uint table;
        if (isSmall)
        {
            var steps = number;
            table = uint.MaxValue;
            foreach (var block in Chain(_smallTable, isSmall: false, token))
            {
                if (steps-- > 0) continue;
                table = block;
                break;
            }
        }
        else
        {
            table = number < _tables.Count ? _tables[number] : uint.MaxValue;
        }

        Span<byte> word = stackalloc byte[4];
        if (table > LastRegular || _content.Read(Place(table) + within, word) < 4)
        {
            IsBroken = true;
            return uint.MaxValue;
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(word);
    }
}
