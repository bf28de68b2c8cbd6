namespace MlSecPol.Engine.Datasets.Files.Companions;

/// <summary>What stands beside a dataset and tells of it. Where several files state the same, the nearest stands first.</summary>
internal sealed class CompanionFacts
{
    /// <summary>Classification labels.</summary>
    internal List<StatedValue> Labels { get; } = [];

    /// <summary>Declared types: media types and names of formats.</summary>
    internal List<StatedValue> Types { get; } = [];

    /// <summary>Days until which the data may be kept.</summary>
    internal List<StatedValue> Retention { get; } = [];

    /// <summary>The newest restore point of the dataset; null where no list of restore points covers it.</summary>
    internal RestorePoint? Backup { get; set; }

    /// <summary>The list of restore points that was read; null where there is none.</summary>
    internal string? BackupList { get; set; }

    /// <summary>Private keys in the same folder.</summary>
    internal IReadOnlyList<StatedValue> Keys { get; set; } = [];

    /// <summary>Why not all of the folder was looked at for keys, a sentence without full stop; null where it was.</summary>
    internal string? KeyGap { get; set; }

    /// <summary>What was not understood, sentences without full stop.</summary>
    internal List<string> Gaps { get; } = [];
}
