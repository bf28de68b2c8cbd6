using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MlSecPol.Engine.Models.Containers;

namespace MlSecPol.Engine.Models.Trees;

/// <summary>What a LightGBM model claims, line by line.</summary>
internal sealed class LightGbmModel(TreeDefects defects, FactsBuilder facts)
{
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _headKeys = new(StringComparer.Ordinal);
    private readonly List<long> _treeStarts = [];
    private List<long>? _treeSizes;
    private long _largestFeature = -1;
    private long _featureNames = -1;
    private long _leaves = -1;
    private long _categories;
    private long _end = -1;
    private string? _tree;

    internal bool IsComplete { get; private set; }

    internal void Line(ReadOnlySpan<byte> line, long offset)
    {
        if (IsComplete) return;
        if (line.StartsWith("end of trees"u8))
        {
            IsComplete = true;
            _end = offset;
            return;
        }

        var equals = line.IndexOf((byte)'=');
        if (equals is < 0 or > 64) return;
        var key = Encoding.UTF8.GetString(line[..equals]);
        var value = line[(equals + 1)..];
        if (key == "Tree") Begin(offset, value);
        else if (_tree is null) Head(key, value, offset);
        else Body(key, value, offset);
    }

    internal void Close()
    {
        CloseTree();
        facts.AddTensors(_treeStarts.Count, 0);
        if (_largestFeature >= 0 && _featureNames >= 0 && _featureNames != _largestFeature + 1)
            defects.Add(HeaderDefectKind.SizeMismatch, null, "feature_names", $"The model has {_featureNames} names for {_largestFeature + 1} features.");
        if (_treeSizes is null || !IsComplete) return;
        if (_treeSizes.Count != _treeStarts.Count)
        {
            defects.Add(HeaderDefectKind.SizeMismatch, null, "tree_sizes", $"'tree_sizes' has {_treeSizes.Count} entries for {_treeStarts.Count} trees.");
            return;
        }

        // Loaders jump by these sizes without looking at what they pass.
        for (var i = 0; i < _treeStarts.Count; i++)
        {
            var end = i + 1 < _treeStarts.Count ? _treeStarts[i + 1] : _end;
            var size = end - _treeStarts[i];
            if (_treeSizes[i] == size || (i + 1 == _treeStarts.Count && Math.Abs(_treeSizes[i] - size) <= 4)) continue;
            defects.Add(HeaderDefectKind.OutOfBounds, _treeStarts[i], $"tree_sizes[{i}]", $"Tree {i} claims {_treeSizes[i]} bytes and has {size}.");
            return;
        }
    }

    private void Head(string key, ReadOnlySpan<byte> value, long offset)
    {
        if (!_headKeys.Add(key)) defects.Add(HeaderDefectKind.DuplicateKey, offset, key, $"'{key}' stands twice in the head; readers differ in which they take.");
        switch (key)
        {
            case "max_feature_idx":
                _largestFeature = Count(key, value, offset, int.MaxValue) ?? -1;
                break;
            case "num_class" or "num_tree_per_iteration":
                Count(key, value, offset, int.MaxValue);
                break;
            case "feature_names":
                _featureNames = Words(value);
                break;
            case "tree_sizes":
                var sizes = new List<long>();
                foreach (var range in value.Split((byte)' '))
                {
                    if (value[range].IsEmpty) continue;
                    sizes.Add(Count(key, value[range], offset, long.MaxValue) ?? 0);
                }

                if (sizes.Count > 0) _treeSizes = sizes;
                break;
        }
    }

    private void Begin(long offset, ReadOnlySpan<byte> number)
    {
        CloseTree();
        _tree = $"tree {_treeStarts.Count}";
        if (!Utf8Parser.TryParse(number, out int index, out _) || index != _treeStarts.Count)
            defects.Add(HeaderDefectKind.Malformed, offset, _tree, $"The tree after tree {_treeStarts.Count - 1} is not numbered {_treeStarts.Count}.");
        _treeStarts.Add(offset);
        _leaves = -1;
        _categories = 0;
        _lengths.Clear();
        _numbers.Clear();
    }

    private void Body(string key, ReadOnlySpan<byte> value, long offset)
    {
        switch (key)
        {
            case "num_leaves":
                _leaves = Count(key, value, offset, int.MaxValue) ?? -1;
                break;
            case "num_cat":
                _categories = Count(key, value, offset, int.MaxValue) ?? 0;
                break;
            case "split_feature" or "left_child" or "right_child" or "decision_type" or "cat_boundaries":
                _numbers[key] = Numbers(key, value, offset);
                _lengths[key] = _numbers[key].Count;
                break;
            case "threshold" or "leaf_value" or "cat_threshold":
                _lengths[key] = Words(value);
                break;
        }
    }

    private void CloseTree()
    {
        if (_tree is null || _leaves < 0) return;
        var inner = Math.Max(0, _leaves - 1);
        foreach (var (key, expected) in ((string, long)[])[("split_feature", inner), ("threshold", inner), ("left_child", inner), ("right_child", inner), ("leaf_value", _leaves)])
        {
            var length = _lengths.GetValueOrDefault(key, -1);
            if (length == expected || (inner == 0 && length <= 1)) continue;
            defects.Add(HeaderDefectKind.SizeMismatch, _treeStarts[^1], $"{_tree}: {key}", length < 0 ? $"{_tree} has no '{key}'." : $"'{key}' of {_tree} has {length} entries for {_leaves} leaves.");
            return;
        }

        if (inner == 0) return;
        foreach (var feature in _numbers["split_feature"])
        {
            if (feature >= 0 && (_largestFeature < 0 || feature <= _largestFeature)) continue;
            defects.Add(HeaderDefectKind.OutOfBounds, _treeStarts[^1], $"{_tree}: split_feature", $"A node of {_tree} splits on feature {feature}; the highest is {_largestFeature}.");
            break;
        }

        Children();
        Categories();
    }

    private void Children()
    {
        var seen = new bool[_leaves - 1];
        foreach (var key in (string[])["left_child", "right_child"])
        {
            var children = _numbers[key];
            for (var i = 0; i < children.Count; i++)
            {
                var child = children[i];

                // Leaves are negative, from -1 on; the root is nobody's child.
                if (child < 0 ? ~child < _leaves : child < _leaves - 1 && child > 0 && child != i && !seen[child])
                {
                    if (child > 0) seen[child] = true;
                    continue;
                }

                defects.Add(HeaderDefectKind.OutOfBounds, _treeStarts[^1], $"{_tree}: {key}", $"Node {i} of {_tree} has the child {child}, which is none of its {_leaves - 1} nodes and {_leaves} leaves or has another parent.");
                return;
            }
        }
    }

    private void Categories()
    {
        if (_categories == 0) return;
        if (!_numbers.TryGetValue("cat_boundaries", out var boundaries) || boundaries.Count != _categories + 1)
        {
            defects.Add(HeaderDefectKind.SizeMismatch, _treeStarts[^1], $"{_tree}: cat_boundaries", $"{_tree} has {_lengths.GetValueOrDefault("cat_boundaries")} boundaries for {_categories} categorical splits.");
            return;
        }

        var words = _lengths.GetValueOrDefault("cat_threshold");
        for (var i = 0; i < boundaries.Count; i++)
        {
            if (boundaries[i] >= (i == 0 ? 0 : boundaries[i - 1]) && boundaries[i] <= words) continue;
            defects.Add(HeaderDefectKind.OutOfBounds, _treeStarts[^1], $"{_tree}: cat_boundaries", $"Boundary {i} of {_tree} is {boundaries[i]}; there are {words} words of categories.");
            return;
        }
    }

    private long? Count(string key, ReadOnlySpan<byte> value, long offset, long most)
    {
        if (long.TryParse(value.Trim((byte)' '), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= 0 && count <= most) return count;
        defects.Add(HeaderDefectKind.Overflow, offset, key, $"'{key}' is no count: it is negative, not a number or too large.");
        return null;
    }

    private List<int> Numbers(string key, ReadOnlySpan<byte> value, long offset)
    {
        var numbers = new List<int>();
        foreach (var range in value.Split((byte)' '))
        {
            var word = value[range];
            if (word.IsEmpty) continue;
            if (!int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            {
                defects.Add(HeaderDefectKind.Overflow, offset, key, $"'{key}' of {_tree} holds something that is no number of 32 bits.");
                number = int.MinValue;
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private static long Words(ReadOnlySpan<byte> value)
    {
        long count = 0;
        foreach (var range in value.Split((byte)' '))
        {
            if (range.End.Value > range.Start.Value) count++;
        }

        return count;
    }
}
