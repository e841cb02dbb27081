namespace VoiceGateway.Speech.Recognising;

/// <summary>
/// What waits for the recogniser, and who is next: urgent utterances, then whole ones, then partial ones; within each, calls take
/// turns. Bounded. Not safe for several threads: whoever owns it locks.
/// </summary>
/// <param name="limit">Utterances that may wait, and as many partial ones.</param>
internal sealed class RecognitionQueue<T>(int limit)
    where T : class
{
    private readonly Line urgent = new();
    private readonly Line finals = new();
    private readonly Line partials = new();

    public int Count => urgent.Count + finals.Count + partials.Count;

    /// <summary>Puts a whole utterance in line. An urgent one is never refused.</summary>
    /// <param name="replaced">The call's waiting partial one, which this has made pointless; else null.</param>
    /// <returns>False when the line is full.</returns>
    public bool TryAddFinal(string call, T item, bool isUrgent, out T? replaced)
    {
        replaced = null;
        if (!isUrgent && finals.Count >= limit)
        {
            return false;
        }

        replaced = partials.TakeOf(call);
        (isUrgent ? urgent : finals).Add(call, item);
        return true;
    }

    /// <summary>Puts the growing beginning of an utterance in line, in place of the call's older one.</summary>
    /// <returns>False when the line is full.</returns>
    public bool TryAddPartial(string call, T item, out T? replaced)
    {
        replaced = partials.TakeOf(call);
        if (partials.Count >= limit)
        {
            return false;
        }

        partials.Add(call, item);
        return true;
    }

    /// <returns>Null when nothing waits.</returns>
    public T? Next() => urgent.Next() ?? finals.Next() ?? partials.Next();

    /// <summary>Takes out what is not wanted any more.</summary>
    public bool Remove(T item) => urgent.Remove(item) || finals.Remove(item) || partials.Remove(item);

    public IEnumerable<T> RemoveAll()
    {
        while (Next() is { } item)
        {
            yield return item;
        }
    }

    /// <summary>Calls take turns: who has been served goes to the end.</summary>
    private sealed class Line
    {
        private readonly LinkedList<Turn> calls = [];

        public int Count { get; private set; }

        public void Add(string call, T item)
        {
            if (Find(call) is not { } node)
            {
                node = calls.AddLast(new Turn(call));
            }

            node.Value.Items.Enqueue(item);
            Count++;
        }

        public T? Next()
        {
            if (calls.First is not { } node)
            {
                return null;
            }

            var item = node.Value.Items.Dequeue();
            Count--;
            calls.Remove(node);
            if (node.Value.Items.Count > 0)
            {
                calls.AddLast(node);
            }

            return item;
        }

        public T? TakeOf(string call)
        {
            if (Find(call) is not { } node)
            {
                return null;
            }

            calls.Remove(node);
            Count -= node.Value.Items.Count;
            return node.Value.Items.Dequeue();
        }

        public bool Remove(T item)
        {
            for (var node = calls.First; node is not null; node = node.Next)
            {
                if (node.Value.Items.Contains(item))
                {
                    var rest = new Queue<T>(node.Value.Items.Where(other => !ReferenceEquals(other, item)));
                    node.Value.Items = rest;
                    Count--;
                    if (rest.Count == 0)
                    {
                        calls.Remove(node);
                    }

                    return true;
                }
            }

            return false;
        }

        private LinkedListNode<Turn>? Find(string call)
        {
            for (var node = calls.First; node is not null; node = node.Next)
            {
                if (node.Value.Call == call)
                {
                    return node;
                }
            }

            return null;
        }

        private sealed class Turn(string call)
        {
            public string Call { get; } = call;

            public Queue<T> Items { get; set; } = [];
        }
    }
}
