namespace MlSecPol.Engine.Models.Templates;

/// <summary>A template as far as it could be parsed.</summary>
/// <param name="Body">Its statements; the expressions before the break alone, where there is one.</param>
/// <param name="Break">Why and where it could not be parsed further; null when it was parsed whole.</param>
internal sealed record ParsedTemplate(IReadOnlyList<TemplateStatement> Body, TemplateException? Break);
