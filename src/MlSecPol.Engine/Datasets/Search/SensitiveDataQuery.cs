using MlSecPol.Engine.Checks;

namespace MlSecPol.Engine.Datasets.Search;

/// <summary>What a search is for.</summary>
/// <param name="Settings">How datasets are read and judged.</param>
/// <param name="Kinds">Kinds, with wildcards; empty for all but those that are looked for on request.</param>
/// <param name="Locales">Countries whose identifiers are looked for; empty for what the settings say.</param>
/// <param name="MinimumConfidence">Confidence from which on something is told.</param>
/// <param name="IsMasked">Whether values are masked.</param>
public sealed record SensitiveDataQuery(SettingsSnapshot Settings, IReadOnlyList<string> Kinds, IReadOnlyList<string> Locales, double MinimumConfidence, bool IsMasked);
