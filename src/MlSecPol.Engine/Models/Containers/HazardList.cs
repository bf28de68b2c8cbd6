namespace MlSecPol.Engine.Models.Containers;

/// <summary>Adds the hazards of one content. The first of a rule say it all; a hostile file has millions, which are counted.</summary>
internal sealed class HazardList(string? member, FactsBuilder facts)
{
    private const int MostOfOneRule = 50;

    private readonly Dictionary<(ModelAspect Aspect, string Rule), int> _counts = [];

    internal void Add(ModelAspect aspect, HazardEffect effect, string rule, string subject, string detail, long? offset = null, string? location = null, string? evidence = null, string? import = null)
    {
        var count = _counts[(aspect, rule)] = _counts.GetValueOrDefault((aspect, rule)) + 1;
        if (count <= MostOfOneRule) facts.Add(new ModelHazard(aspect, effect, rule, subject, detail, member, offset, string.IsNullOrEmpty(location) ? null : location, evidence, import));
    }

    /// <summary>Notes a name that is imported, harmless or not.</summary>
    internal void Name(ModelAspect aspect, string name, string? location) => facts.AddName(aspect, name, member, location);

    /// <summary>Tells how many hazards were not listed one by one.</summary>
    internal void Close()
    {
        foreach (var ((aspect, rule), count) in _counts)
        {
            if (count > MostOfOneRule)
                facts.Add(new ModelHazard(aspect, HazardEffect.Note, rule + ":more", rule, $"{count - MostOfOneRule} more findings of the rule {rule} are not listed.", member));
        }
    }
}
