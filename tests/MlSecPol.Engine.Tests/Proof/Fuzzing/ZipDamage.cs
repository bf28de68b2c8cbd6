using System.IO.Compression;

namespace MlSecPol.Engine.Tests.Proof.Fuzzing;

/// <summary>Damages a member of an archive and packs all anew, so that sums and tables agree; or damages the tables.</summary>
internal static class ZipDamage
{
    private const long LargestMember = 1 << 20;

    public static byte[] Apply(Random random, byte[] content, byte[] other)
    {
        if (random.Next(4) == 0 || Members(content) is not { Count: > 0 } members) return FieldDamage.Apply(random, content, other);
        var at = random.Next(members.Count);
        switch (random.Next(8))
        {
            case 0: members.RemoveAt(at); break;
            case 1: members.Add(members[at]); break;
            case 2: members[at] = (members[random.Next(members.Count)].Name, members[at].Content); break;
            case 3: members.Add(("inner/" + members[at].Name, content)); break;
            default: members[at] = (members[at].Name, StructuredMutator.Inner(random, members[at].Content, other)); break;
        }

        return Write(members, random.Next(3) == 0 ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
    }

    private static List<(string Name, byte[] Content)>? Members(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content));
            var members = new List<(string, byte[])>();
            foreach (var entry in archive.Entries.Where(e => e.Length is >= 0 and <= LargestMember))
            {
                using var stream = entry.Open();
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                members.Add((entry.FullName, copy.ToArray()));
            }

            return members;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            // The seed lies about itself; its tables are damaged instead.
            return null;
        }
    }

    private static byte[] Write(List<(string Name, byte[] Content)> members, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in members)
            {
                using var stream = archive.CreateEntry(name.Length == 0 ? "x" : name, level).Open();
                stream.Write(content);
            }
        }

        return packed.ToArray();
    }
}
