using System.Collections;
using System.Globalization;
using MlSecPol.Engine.Checks;
using Xunit;

namespace MlSecPol.Engine.Tests.Checks;

/// <summary>The help topic on settings lists every key of every section with its default, and no other.</summary>
public sealed class SettingsTopicTests
{
    private const int ItemsInATable = 5;

    [Fact]
    public void The_topic_lists_every_key_with_its_default()
    {
        var topic = File.ReadAllText(RepositoryFiles.PathOf("docs", "en-US", "about_MlSecPol_Settings.md")).ReplaceLineEndings("\n");
        foreach (var (name, type) in SettingsSchema.Sections)
        {
            var section = Section(topic, name);
            var listed = section.Split('\n')
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Key ", StringComparison.Ordinal))
                .Select(line => line.Split(" | "))
                .Select(cells => $"{cells[0].TrimStart('|').Trim()} = {cells[1]}");
            Assert.Equal(Keys(type, string.Empty, section).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        }
    }

    private static string Section(string topic, string name)
    {
        var heading = $"\n## {char.ToUpperInvariant(name[0])}{name[1..]}\n";
        var from = topic.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(from >= 0, $"The topic has no section for '{name}'.");
        return topic[from..topic.IndexOf("\n## ", from + 1, StringComparison.Ordinal)];
    }

    private static IEnumerable<string> Keys(Type type, string prefix, string section)
    {
        var defaults = Activator.CreateInstance(type)!;
        return SettingsSchema.Keys(type).SelectMany(key => SettingsSchema.IsRecord(key.Value.PropertyType)
            ? Keys(key.Value.PropertyType, $"{prefix}{key.Key}.", section)
            : [$"{prefix}{key.Key} = {Default(key.Value.GetValue(defaults), section)}"]);
    }

    private static string Default(object? value, string section)
    {
        switch (value)
        {
            case string text:
                return text.Length == 0 ? "empty" : text;
            case bool truth:
                return truth ? "true" : "false";
            case IEnumerable list:
                var items = list.Cast<object>().Select(item => item.ToString()!).ToList();
                if (items.Count == 0) return "none";
                if (items.Count <= ItemsInATable) return string.Join(", ", items);
                Assert.All(items, item => Assert.Contains(item.Replace("\\", "\\\\", StringComparison.Ordinal), section, StringComparison.Ordinal));
                return "see below";
            default:
                return Convert.ToString(value, CultureInfo.InvariantCulture)!;
        }
    }
}
