using MlSecPol.Engine.Artifacts;
using MlSecPol.Engine.Datasets.Files.Encryption;

namespace MlSecPol.Engine.Datasets.Files.Containers;

/// <summary>What the containers and layers of a file hold beside data.</summary>
internal sealed class ContainerFacts
{
    /// <summary>Every way in which the whole content can be understood, strongest first.</summary>
    internal IReadOnlyList<FormatReading> Readings { get; set; } = [];

    /// <summary>Whether the file is an archive or a compression layer of any kind.</summary>
    internal bool IsContainer { get; set; }

    /// <summary>Whether the file has an end or a checksum by which it shows that it is whole, as archives and binary tables do.</summary>
    internal bool ShowsItsEnd { get; set; }

    /// <summary>Members of all archives that were seen.</summary>
    internal long Members { get; set; }

    /// <summary>Members of archives that are not encrypted.</summary>
    internal long PlainMembers { get; set; }

    /// <summary>Contradictions and oddities.</summary>
    internal List<ContainerOddity> Oddities { get; } = [];

    /// <summary>Content that can act.</summary>
    internal List<ContentThreat> Threats { get; } = [];

    /// <summary>Links.</summary>
    internal List<ContainerLink> Links { get; } = [];

    /// <summary>Encrypted parts.</summary>
    internal List<EncryptionSighting> Encrypted { get; } = [];

    /// <summary>What was not looked at.</summary>
    internal List<ContainerGap> Gaps { get; } = [];

    /// <summary>The bytes look random and nothing says why: encrypted, compressed without a header, or noise.</summary>
    internal bool LooksRandom { get; set; }

    /// <summary>Notes why a part was not read to its end.</summary>
    internal void Add(ArtifactException cause, string? member) =>
        Gaps.Add(new ContainerGap(cause.Kind, member, cause.Message.TrimEnd('.')));
}
