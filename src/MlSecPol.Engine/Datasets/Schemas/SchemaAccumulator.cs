namespace MlSecPol.Engine.Datasets.Schemas;

/// <summary>Holds a table against its declared schema: columns to fields, values to constraints, keys at the end.</summary>
internal sealed class SchemaAccumulator(TableSchema schema, DatasetSettings settings, long hashKey) : IDisposable
{
    private readonly List<FieldRule> _rules = [];
    private readonly List<string> _columns = [];

    /// <summary>The rule for a column; null where the schema has no such field.</summary>
    internal FieldRule? RuleOf(string column)
    {
        _columns.Add(column);
        var field = schema.Fields.FirstOrDefault(f => f.Name == column);
        if (field is null || _rules.Exists(r => r.Field == field)) return null;
        var isKey = field.IsUnique || schema.PrimaryKey.Contains(column, StringComparer.Ordinal)
            || schema.ForeignKeys.Any(k => k.Resource.Length == 0 && (k.Fields.Contains(column, StringComparer.Ordinal) || k.Referenced.Contains(column, StringComparer.Ordinal)));
        var rule = new FieldRule(field, isKey ? new(settings.Formats.BufferedBytes / 4) : null, hashKey);
        _rules.Add(rule);
        return rule;
    }

    /// <summary>What does not conform.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="isOrdered">Whether the columns of the format have an order.</param>
    /// <param name="token">Ends the comparison of keys.</param>
    internal SchemaFacts ToFacts(long rows, bool isOrdered, CancellationToken token)
    {
        var violations = new List<SchemaViolation>();
        AddColumns(violations, isOrdered);
        foreach (var rule in _rules)
        {
            var name = rule.Field.Name;
            foreach (var (broken, places) in rule.Broken) violations.Add(new(name, broken, Describe(rule.Field, broken), places, rule.Looked, RatioOf(rule.Field, broken)));
            var isRequired = rule.Field.IsRequired || schema.PrimaryKey.Contains(name, StringComparer.Ordinal);
            var missing = rule.Missing.Count + rule.Absent;
            if (isRequired && missing > 0) violations.Add(new(name, "required", "must not be missing", rule.Missing with { Count = missing }, rows, RatioOf(rule.Field, "required")));
        }

        var gap = AddKeys(violations, token);
        return new() { Source = schema.Source, Fields = schema.Fields.Count, Violations = violations, Gap = gap };
    }

    public void Dispose()
    {
        foreach (var rule in _rules) rule.Dispose();
    }

    private static double RatioOf(SchemaField field, string rule) =>
        field.MinimumRatios.TryGetValue(rule, out var ratio) || field.MinimumRatios.TryGetValue("*", out ratio) ? ratio : 1;

    private static string Describe(SchemaField field, string rule) => rule switch
    {
        "type" => $"must be of the type {field.Type.ToString().ToLowerInvariant()}{(field.Format is "default" or "any" ? string.Empty : $" and the format {field.Format}")}",
        "minimum" or "maximum" => $"must be within the declared {rule}",
        "minLength" or "maxLength" => $"must have the declared {rule}",
        "pattern" => "must match the declared pattern",
        _ => "must be one of the declared values",
    };

    private void AddColumns(List<SchemaViolation> violations, bool isOrdered)
    {
        string[] fields = [.. schema.Fields.Select(f => f.Name)];
        var missing = fields.Except(_columns, StringComparer.Ordinal).ToList();
        var extra = _columns.Except(fields, StringComparer.Ordinal).ToList();
        if (schema.FieldsMatch is "exact" or "equal" or "subset")
        {
            foreach (var name in missing) violations.Add(Of(name, "missing-field", "is declared and not there"));
        }

        if (schema.FieldsMatch is "exact" or "equal" or "superset")
        {
            foreach (var name in extra) violations.Add(Of(name, "undeclared-column", "is not declared"));
        }

        if (schema.FieldsMatch == "partial" && missing.Count == fields.Length) violations.Add(Of(null, "no-field", "None of the declared fields is there"));
        if (schema.FieldsMatch == "exact" && isOrdered && missing.Count == 0 && extra.Count == 0 && !fields.SequenceEqual(_columns, StringComparer.Ordinal))
            violations.Add(Of(null, "field-order", "The columns stand in another order than the declared fields"));

        static SchemaViolation Of(string? field, string rule, string description) => new(field, rule, description, new(1, []), 0, 1);
    }

    private string? AddKeys(List<SchemaViolation> violations, CancellationToken token)
    {
        string? gap = null;
        foreach (var rule in _rules.Where(r => r.Field.IsUnique)) gap ??= AddRepeats(violations, [rule.Field.Name], "unique", RatioOf(rule.Field, "unique"), token);
        if (schema.PrimaryKey.Count > 0) gap ??= AddRepeats(violations, schema.PrimaryKey, "primaryKey", 1, token);
        foreach (var key in schema.ForeignKeys.Where(k => k.Resource.Length == 0)) gap ??= AddDangling(violations, key, token);
        return gap;
    }

    private string? AddRepeats(List<SchemaViolation> violations, IReadOnlyList<string> fields, string rule, double ratio, CancellationToken token)
    {
        using var duplicates = new DuplicateRows(settings.Limits.DuplicateRowsInMemory);
        var looked = 0L;
        foreach (var (row, hash) in Joined(fields))
        {
            if (++looked % 65_536 == 0) token.ThrowIfCancellationRequested();
            duplicates.Add(hash, row);
        }

        var facts = duplicates.ToFacts(token);
        if (facts.Rows > 0) violations.Add(new(string.Join(", ", fields), rule, "must not come twice", new(facts.Rows, facts.FirstRows), looked, ratio));
        return facts.Gap;
    }

    private string? AddDangling(List<SchemaViolation> violations, SchemaKey key, CancellationToken token)
    {
        var known = new HashSet128();
        foreach (var (_, hash) in Joined(key.Referenced))
        {
            known.Add(hash);
            if (known.Count > settings.Limits.DuplicateRowsInMemory) return $"a foreign key refers to more values than duplicateRowsInMemory ({settings.Limits.DuplicateRowsInMemory}) allows";
        }

        token.ThrowIfCancellationRequested();
        var dangling = new OccurrenceCounter();
        var looked = 0L;
        foreach (var (row, hash) in Joined(key.Fields))
        {
            if (++looked % 65_536 == 0) token.ThrowIfCancellationRequested();
            if (!known.Contains(hash)) dangling.Add(row, offset: null);
        }

        if (dangling.Count > 0)
            violations.Add(new(string.Join(", ", key.Fields), "foreignKey", $"must be a value of {string.Join(", ", key.Referenced)}", dangling.ToFacts(), looked, 1));
        return null;
    }

    /// <summary>The hashes of some fields together, for rows that have a value in each.</summary>
    private IEnumerable<(long Row, UInt128 Hash)> Joined(IReadOnlyList<string> fields)
    {
        var streams = fields.Select(f => _rules.Find(r => r.Field.Name == f)?.Keys?.Read().GetEnumerator()).ToList();
        if (streams.Contains(null)) yield break;
        try
        {
            if (streams.Exists(s => !s!.MoveNext())) yield break;
            while (true)
            {
                var row = streams.Max(s => s!.Current.Row);
                foreach (var stream in streams)
                {
                    while (stream!.Current.Row < row)
                    {
                        if (!stream.MoveNext()) yield break;
                    }
                }

                if (streams.Exists(s => s!.Current.Row != row)) continue;
                UInt128 hash = 0;
                // Different places in a key must not be exchangeable.
                foreach (var stream in streams) hash = (hash * 0x9E3779B97F4A7C15) + stream!.Current.Hash;
                yield return (row, hash);
                if (streams.Exists(s => !s!.MoveNext())) yield break;
            }
        }
        finally
        {
            foreach (var stream in streams) stream!.Dispose();
        }
    }
}
