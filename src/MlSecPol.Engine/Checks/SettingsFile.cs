namespace MlSecPol.Engine.Checks;

/// <summary>Reads a settings file, whose sections are records.</summary>
public static class SettingsFile
{
    /// <summary>Reads the file and lays it over the defaults.</summary>
    /// <exception cref="UsageException">The file cannot be read, or says something that it cannot say.</exception>
    public static SettingsSnapshot Read(string path)
    {
        var reader = new RecordReader(path, "settings file", "-Settings");
        var root = reader.Parse(() => File.OpenRead(path), new FileInfo(path) is { Exists: true, Length: var length } ? length : null);
        var sections = new List<object>();
        foreach (var property in root.Properties())
        {
            if (property.Name == "$schema") continue;
            if (!SettingsSchema.Sections.TryGetValue(property.Name, out var type)) throw reader.UnknownKey(property, SettingsSchema.Sections.Keys.Append("$schema"));
            sections.Add(reader.Record(property.Value, type, property.Name));
        }

        return new SettingsSnapshot(sections);
    }
}
