namespace MlSecPol.Engine.Reports;

/// <summary>What a report is made of.</summary>
/// <param name="Results">The results, in the order in which they came.</param>
/// <param name="Root">The folder to which file names in the report are relative where the format wants that; a full path.</param>
/// <param name="CreatedAt">When the report is made.</param>
public sealed record Report(IReadOnlyList<CheckResult> Results, string Root, DateTimeOffset CreatedAt);
