namespace DialogBot.Understanding.Words;

/// <summary>
/// What characters sound like to a tired ear: syllables without tone, with those that dialect speakers and recognisers
/// confuse (n/l, zh/z, h/f, in/ing …) taken as one. Readings come from sounds.tsv, confusions from confusions.yaml.
/// </summary>
internal sealed class Sounds
{
    /// <summary>What a character without a sound (a digit, a comma) gives: no word goes over it.</summary>
    public const char Silence = '\0';

    /// <summary>Symbols above these stand for every syllable with one final, or one initial.</summary>
    private const char AnyInitial = '\u4000';
    private const char AnyFinal = '\u8000';
    private readonly char[] _first = new char[char.MaxValue + 1];
    private readonly Dictionary<char, List<char>> _others = [];
    private readonly Dictionary<string, char> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _initials = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _finals = new(StringComparer.Ordinal);
    private readonly List<char> _withAnyInitial = [Silence];
    private readonly List<char> _withAnyFinal = [Silence];

    /// <param name="readings">Syllable, the characters mostly read so, the characters sometimes read so.</param>
    public Sounds(IEnumerable<(string Syllable, string Mostly, string Sometimes)> readings, Confusions confusions)
    {
        foreach (var (syllable, mostly, sometimes) in readings)
        {
            var heard = ClassOf(confusions.Merge(syllable));
            foreach (var character in mostly)
            {
                _first[character] = heard;
            }

            foreach (var character in sometimes)
            {
                if (!_others.TryGetValue(character, out var others))
                {
                    _others[character] = others = [];
                }

                others.Add(heard);
            }
        }
    }

    public void Of(ReadOnlySpan<char> text, Span<char> heard)
    {
        for (var i = 0; i < heard.Length; i++)
        {
            heard[i] = _first[text[i]];
        }
    }

    /// <summary>Every way that a word can sound, where some of its characters have several readings.</summary>
    public IEnumerable<string> AllOf(string word)
    {
        IEnumerable<string> soundings = [""];
        foreach (var character in word)
        {
            char[] readings = [_first[character], .. _others.GetValueOrDefault(character) ?? []];
            if (readings[0] == Silence)
            {
                return [];
            }

            soundings = soundings.SelectMany(before => readings.Distinct().Select(reading => before + reading));
        }

        return soundings.ToArray();
    }

    /// <summary>A syllable of which only the final is sure.</summary>
    public char WithAnyInitial(char heard) => _withAnyInitial[heard];

    /// <summary>A syllable of which only the initial is sure.</summary>
    public char WithAnyFinal(char heard) => _withAnyFinal[heard];

    private char ClassOf(string syllable)
    {
        if (!_classes.TryGetValue(syllable, out var id))
        {
            _classes[syllable] = id = (char)(_classes.Count + 1);
            var (initial, final) = Confusions.Split(syllable);
            _withAnyInitial.Add((char)(AnyInitial + Numbered(_finals, final)));
            _withAnyFinal.Add((char)(AnyFinal + Numbered(_initials, initial)));
        }

        return id;
    }

    private static int Numbered(Dictionary<string, int> numbers, string name) =>
        numbers.TryGetValue(name, out var number) ? number : numbers[name] = numbers.Count;
}
