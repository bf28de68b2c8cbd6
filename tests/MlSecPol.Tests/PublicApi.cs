using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace MlSecPol.Tests;

/// <summary>Writes the public surface of an assembly as text: one line for each type, member and enum value that a caller can name.</summary>
internal static class PublicApi
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName).Append('\n');
            foreach (var line in type.IsEnum ? EnumValues(type) : Members(type)) text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : $"{(type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : string.Empty)}{(type.GetMethod("<Clone>$") is null ? "class" : "record")}";

    private static IEnumerable<string> EnumValues(Type type) => Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(v => $"{Enum.GetName(type, v)} = {v}");

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var properties = type.GetProperties(Own).OrderBy(p => p.Name, StringComparer.Ordinal).Select(Property);
        var fields = type.GetFields(Own).OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => $"{Name(f.FieldType)} {f.Name}");
        // Accessors stand with their properties; what the compiler adds to every record says nothing of this one.
        var methods = type.GetMethods(Own)
            .Where(m => !m.IsSpecialName && m.GetCustomAttribute<CompilerGeneratedAttribute>() is null && m.Name != "ToString")
            .Select(m => $"{(m.IsStatic ? "static " : string.Empty)}{Name(m.ReturnType)} {m.Name}({string.Join(", ", m.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}"))})")
            .Order(StringComparer.Ordinal);
        return [.. fields, .. properties, .. methods];
    }

    private static string Property(PropertyInfo property)
    {
        var isRequired = property.GetCustomAttribute<RequiredMemberAttribute>() is not null;
        var isNullable = Nullability.Create(property).ReadState == NullabilityState.Nullable && !property.PropertyType.IsValueType;
        var setter = property.SetMethod is not { IsPublic: true } set ? string.Empty : IsInit(set) ? " init;" : " set;";
        return $"{(isRequired ? "required " : string.Empty)}{Name(property.PropertyType)}{(isNullable ? "?" : string.Empty)} {property.Name} {{ get;{setter} }}";
    }

    /// <summary>Whether a setter can only be used while the object is made.</summary>
    internal static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return $"{Name(underlying)}?";
        if (!type.IsGenericType) return type.Name;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
