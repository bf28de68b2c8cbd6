using System.Reflection;

namespace MlSecPol.Tests;

/// <summary>Makes a value of any vocabulary type, with every property set to something that can be told apart from nothing.</summary>
internal static class Specimen
{
    public static object Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "text";
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.UnixEpoch;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsPrimitive) return type == typeof(bool) ? true : Convert.ChangeType(7, type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var list = Array.CreateInstance(type.GetGenericArguments()[0], 2);
            for (var i = 0; i < list.Length; i++) list.SetValue(Of(type.GetGenericArguments()[0]), i);
            return list;
        }

        var specimen = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is not null)) property.SetValue(specimen, Of(property.PropertyType));
        return specimen;
    }

    /// <summary>The records of the vocabulary.</summary>
    public static IEnumerable<Type> Records => typeof(CheckResult).Assembly.GetExportedTypes().Where(t => t.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null);
}
