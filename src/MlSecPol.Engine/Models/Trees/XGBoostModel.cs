using System.Globalization;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Trees;

/// <summary>What an XGBoost model claims, taken from the stream of its JSON, and compared: counts with arrays, children with nodes, features with features.</summary>
internal sealed class XGBoostModel(TreeDefects defects, FactsBuilder facts)
{
    private const int MostNodes = 200_000_000;
    private const int LongestKey = 80;

    private readonly List<(string Key, bool IsArray)> _path = [];
    private readonly Dictionary<string, List<int>> _arrays = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);
    private readonly List<HashSet<string>?> _keys = [];
    private string _key = string.Empty;
    private long? _features;
    private long? _declaredTrees;
    private long? _declaredNodes;
    private long _trees;
    private long _largestFeature = -1;
    private long _numbers;
    private long _treeInfo = -1;
    private int _treeDepth = -1;
    private bool _sawBooster;

    internal void Key(string key)
    {
        _key = key.Length > LongestKey ? key[..LongestKey] : key;
        if (_keys.Count > 0 && !(_keys[^1] ??= new HashSet<string>(StringComparer.Ordinal)).Add(key))
            defects.Add(HeaderDefectKind.DuplicateKey, null, _key, $"'{_key}' stands twice in one object; readers differ in which they take.");
    }

    internal void Begin(bool isArray)
    {
        var isTree = !isArray && _treeDepth < 0 && _path.Count > 0 && _path[^1] is { Key: "trees", IsArray: true };
        if (_key == "gradient_booster") _sawBooster = true;
        _path.Add((_path.Count > 0 && _path[^1].IsArray ? string.Empty : _key, isArray));
        _keys.Add(null);
        _key = string.Empty;
        if (isArray)
        {
            _numbers = 0;
            if (IsLinks(Name) && !_arrays.TryAdd(Name, [])) _arrays[Name].Clear();
        }

        if (isTree)
        {
            _treeDepth = _path.Count;
            _arrays.Clear();
            _lengths.Clear();
            _declaredNodes = null;
        }
    }

    internal void End()
    {
        if (_path.Count == 0) return;
        var (key, isArray) = _path[^1];
        if (isArray && _treeDepth > 0 && _path.Count == _treeDepth + 1) _lengths[key] = _numbers;
        if (isArray && key == "tree_info") _treeInfo = _numbers;
        if (_path.Count == _treeDepth)
        {
            CloseTree();
            _treeDepth = -1;
        }

        _path.RemoveAt(_path.Count - 1);
        _keys.RemoveAt(_keys.Count - 1);
        _key = string.Empty;
    }

    internal void Number(long? value)
    {
        if (_path.Count == 0) return;
        if (!_path[^1].IsArray)
        {
            Parameter(value?.ToString(CultureInfo.InvariantCulture));
            return;
        }

        _numbers++;
        if (_treeDepth < 0 || !_arrays.TryGetValue(Name, out var list) || list.Count > MostNodes) return;
        list.Add(value is >= int.MinValue and <= int.MaxValue ? (int)value : int.MinValue);
    }

    internal void Numbers(long count) => _numbers += count;

    internal void Text(string value)
    {
        if (_path.Count == 0) return;
        if (!_path[^1].IsArray)
        {
            Parameter(value);
            return;
        }

        _numbers++;
        if (_treeDepth > 0 && HasEntryEachNode(Name) && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            defects.Add(HeaderDefectKind.Malformed, null, Name, $"'{Name}' of tree {_trees} holds a text where a number is due.");
    }

    internal void Close()
    {
        facts.AddTensors(_trees, 0);
        if (!_sawBooster) return;
        if (_declaredTrees is { } declared && declared != _trees)
            defects.Add(HeaderDefectKind.SizeMismatch, null, "num_trees", $"The model claims {declared} trees and has {_trees}.");
        if (_treeInfo >= 0 && _treeInfo != _trees) defects.Add(HeaderDefectKind.SizeMismatch, null, "tree_info", $"'tree_info' has {_treeInfo} entries for {_trees} trees.");
        if (_features is > 0 && _largestFeature >= _features)
            defects.Add(HeaderDefectKind.OutOfBounds, null, "split_indices", $"A node splits on feature {_largestFeature}; the model has {_features}.");
    }

    private string Name => _path[^1].Key;

    // The saved configuration of a booster states the same parameters without its trees.
    private bool IsOfModel => _path.Count > 1 && _path[^2].Key == "model";

    private static bool IsLinks(string name) => name is "left_children" or "right_children" or "split_indices" or "parents" or "categories_nodes" or "categories_segments" or "categories_sizes";

    private static bool HasEntryEachNode(string name) =>
        name is "left_children" or "right_children" or "parents" or "split_indices" or "split_conditions" or "split_type" or "default_left" or "loss_changes" or "sum_hessian";

    private void Parameter(string? text)
    {
        if (_key is not ("num_feature" or "num_trees" or "num_nodes")) return;
        var owner = _path[^1].Key;
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        if (!isNumber || value < 0 || value > int.MaxValue)
        {
            defects.Add(HeaderDefectKind.Overflow, null, _key, $"'{_key}' is no count: it is negative, not a number or beyond 31 bits.");
            return;
        }

        if (owner == "learner_model_param" && _key == "num_feature") _features = value;
        else if (owner == "gbtree_model_param" && _key == "num_trees" && IsOfModel) _declaredTrees = value;
        else if (owner == "tree_param" && _key == "num_nodes") _declaredNodes = value;
    }

    private void CloseTree()
    {
        var tree = $"tree {_trees++}";
        var nodes = _declaredNodes ?? _lengths.GetValueOrDefault("left_children");
        foreach (var (name, length) in _lengths)
        {
            if (!HasEntryEachNode(name) || length == nodes) continue;
            defects.Add(HeaderDefectKind.SizeMismatch, null, $"{tree}: {name}", $"'{name}' of {tree} has {length} entries for {nodes} nodes.");
        }

        // Trees of vectors have several weights a node.
        if (_lengths.TryGetValue("base_weights", out var weights) && (weights < nodes || (nodes > 0 && weights % nodes != 0)))
            defects.Add(HeaderDefectKind.SizeMismatch, null, $"{tree}: base_weights", $"'base_weights' of {tree} has {weights} entries for {nodes} nodes.");
        foreach (var required in (string[])["left_children", "right_children", "split_indices"])
        {
            if (!_lengths.ContainsKey(required)) defects.Add(HeaderDefectKind.Malformed, null, $"{tree}: {required}", $"{tree} has no '{required}'.");
        }

        if (!_arrays.TryGetValue("left_children", out var left) || !_arrays.TryGetValue("right_children", out var right)) return;
        defects.Follow(left, right, tree);
        if (_arrays.TryGetValue("split_indices", out var splits))
        {
            for (var i = 0; i < Math.Min(splits.Count, left.Count); i++)
            {
                if (left[i] == -1) continue;
                if (splits[i] < 0) defects.Add(HeaderDefectKind.OutOfBounds, null, tree, $"Node {i} of {tree} splits on feature {splits[i]}.");
                _largestFeature = Math.Max(_largestFeature, splits[i]);
            }
        }

        if (_arrays.TryGetValue("parents", out var parents) && parents.Exists(p => p != int.MaxValue && (p < -1 || p >= left.Count)))
            defects.Add(HeaderDefectKind.OutOfBounds, null, $"{tree}: parents", $"A node of {tree} has a parent that is none of its {left.Count} nodes.");
        CloseCategories(tree, left.Count);
    }

    private void CloseCategories(string tree, int nodes)
    {
        if (!_arrays.TryGetValue("categories_nodes", out var owners)) return;
        if (owners.Count == 0 && !(_arrays.TryGetValue("categories_segments", out var loose) && loose.Count > 0)) return;
        var total = _lengths.GetValueOrDefault("categories");
        if (!_arrays.TryGetValue("categories_segments", out var segments) || !_arrays.TryGetValue("categories_sizes", out var sizes) || segments.Count != owners.Count || sizes.Count != owners.Count)
        {
            defects.Add(HeaderDefectKind.SizeMismatch, null, tree, $"The lists of categories of {tree} differ in length.");
            return;
        }

        for (var i = 0; i < owners.Count; i++)
        {
            if (owners[i] >= 0 && owners[i] < nodes && segments[i] >= 0 && sizes[i] >= 0 && (long)segments[i] + sizes[i] <= total) continue;
            defects.Add(HeaderDefectKind.OutOfBounds, null, tree, $"Categories {i} of {tree} lie at {segments[i]} with {sizes[i]} entries for node {owners[i]}; there are {total} categories and {nodes} nodes.");
            return;
        }
    }
}
