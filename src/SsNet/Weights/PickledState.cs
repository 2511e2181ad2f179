using System.Buffers.Binary;
using System.Text;

namespace SsNet.Weights;

/// <summary>A storage that a checkpoint refers to: numbers in a file of their own.</summary>
/// <param name="Key">The name of that file.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Count">How many there are.</param>
internal sealed record StorageReference(string Key, StoredType Type, long Count);

/// <summary>A tensor as a checkpoint describes it: a strided view of a storage.</summary>
/// <param name="Storage">The numbers.</param>
/// <param name="Offset">Index of the first one.</param>
/// <param name="Shape">The sizes.</param>
/// <param name="Strides">Steps from one number to the next along each dimension.</param>
internal sealed record TensorReference(StorageReference Storage, long Offset, long[] Shape, long[] Strides);

/// <summary>
/// Reads the pickle of a PyTorch checkpoint. A pickle is a program that may call any function of Python; this reader runs
/// only the instructions that dictionaries of tensors and plain values need, and knows only the five names they use.
/// </summary>
/// <param name="pickle">The program.</param>
internal sealed class PickledState(byte[] pickle)
{
    private readonly List<object?> stack = [];
    private readonly Stack<int> marks = new();
    private readonly Dictionary<uint, object?> memo = [];
    private int position;

    private enum Callable
    {
        OrderedDict,
        RebuildTensor,
        RebuildParameter,
    }

    /// <summary>What lies below the last mark is out of reach until the mark is gone.</summary>
    private int Floor => marks.TryPeek(out int mark) ? mark : 0;

    /// <summary>Runs the program.</summary>
    /// <returns>
    /// A dictionary (<see cref="OrderedDictionary{TKey,TValue}"/> of object), list, tuple (array of object), text, number,
    /// truth value, <see cref="TensorReference"/> or null.
    /// </returns>
    /// <exception cref="InvalidDataException">The program is damaged or asks for something else.</exception>
    public object? Read()
    {
        while (true)
        {
            byte instruction = ReadByte();
            if (instruction == '.') return Pop();
            Run(instruction);
        }
    }

    private void Run(byte instruction)
    {
        // The numbers are those of Python's pickletools; protocol 2 is the one that torch.save writes.
        switch (instruction)
        {
            case 0x80: // PROTO
                byte protocol = ReadByte();
                if (protocol != 2) throw new InvalidDataException($"It is of pickle protocol {protocol}; only protocol 2, torch.save's own, is supported.");
                break;
            case (byte)'N':
                stack.Add(null);
                break;
            case 0x88: // NEWTRUE
                stack.Add(true);
                break;
            case 0x89: // NEWFALSE
                stack.Add(false);
                break;
            case (byte)'K': // BININT1
                stack.Add((long)ReadByte());
                break;
            case (byte)'M': // BININT2
                stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(2)));
                break;
            case (byte)'J': // BININT
                stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(4)));
                break;
            case 0x8a: // LONG1
                stack.Add(ReadLong());
                break;
            case (byte)'G': // BINFLOAT
                stack.Add(BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(8)));
                break;
            case (byte)'X': // BINUNICODE
                stack.Add(Encoding.UTF8.GetString(ReadBytes(ReadUInt32())));
                break;
            case (byte)'(':
                marks.Push(stack.Count);
                break;
            case (byte)')': // EMPTY_TUPLE
                stack.Add(Array.Empty<object?>());
                break;
            case 0x85 or 0x86 or 0x87: // TUPLE1 to TUPLE3
                stack.Add(PopLast(instruction - 0x84));
                break;
            case (byte)'t': // TUPLE
                stack.Add(PopToMark());
                break;
            case (byte)']': // EMPTY_LIST
                stack.Add(new List<object?>());
                break;
            case (byte)'a': // APPEND
                Append(PopLast(1));
                break;
            case (byte)'e': // APPENDS
                Append(PopToMark());
                break;
            case (byte)'}': // EMPTY_DICT
                stack.Add(new OrderedDictionary<object, object?>());
                break;
            case (byte)'s': // SETITEM
                SetItems(PopLast(2));
                break;
            case (byte)'u': // SETITEMS
                SetItems(PopToMark());
                break;
            case (byte)'q': // BINPUT
                memo[ReadByte()] = Peek<object>();
                break;
            case (byte)'r': // LONG_BINPUT
                memo[ReadUInt32()] = Peek<object>();
                break;
            case (byte)'h': // BINGET
                stack.Add(Recall(ReadByte()));
                break;
            case (byte)'j': // LONG_BINGET
                stack.Add(Recall(ReadUInt32()));
                break;
            case (byte)'c': // GLOBAL
                stack.Add(Find(ReadLine(), ReadLine()));
                break;
            case (byte)'R': // REDUCE
                object?[] arguments = Pop() as object?[] ?? throw Damaged();
                stack.Add(Call(Pop(), arguments));
                break;
            case (byte)'Q': // BINPERSID
                stack.Add(Storage(Pop()));
                break;
            case (byte)'b': // BUILD: a state dict carries version numbers of its modules as an attribute, which no weight depends on
                Pop();
                Peek<OrderedDictionary<object, object?>>();
                break;
            default:
                throw new InvalidDataException(
                    $"It is damaged, or holds more than weights (pickle instruction 0x{instruction:x2}). {TorchCheckpoint.HowToSave}");
        }
    }

    private static object Find(string module, string name)
    {
        switch (module, name)
        {
            case ("collections", "OrderedDict"):
                return Callable.OrderedDict;
            case ("torch._utils", "_rebuild_tensor_v2"):
                return Callable.RebuildTensor;
            case ("torch._utils", "_rebuild_parameter"):
                return Callable.RebuildParameter;
            case ("torch", _) when name.EndsWith("Storage", StringComparison.Ordinal):
                return StoredType.All.FirstOrDefault(type => type.StorageName == name)
                    ?? throw new InvalidDataException($"It has numbers of a type that is not supported (torch.{name}).");
            default:
                throw new InvalidDataException($"It holds code or objects that are not weights ({module}.{name}). {TorchCheckpoint.HowToSave}");
        }
    }

    private static object? Call(object? callable, object?[] arguments) => (callable, arguments) switch
    {
        (Callable.OrderedDict, []) => new OrderedDictionary<object, object?>(),
        (Callable.RebuildTensor, [StorageReference storage, long offset, object?[] shape, object?[] strides, ..]) =>
            new TensorReference(storage, offset, Integers(shape), Integers(strides)),
        (Callable.RebuildParameter, [TensorReference tensor, ..]) => tensor,
        _ => throw Damaged(),
    };

    private static StorageReference Storage(object? identifier) => identifier is object?[] and ["storage", StoredType type, string key, string, long count]
        ? new StorageReference(key, type, count)
        : throw Damaged();

    private static long[] Integers(object?[] values) => [.. values.Select(value => value is long number ? number : throw Damaged())];

    private static InvalidDataException Damaged() => new("Its data.pkl is damaged.");

    private void Append(object?[] values) => Peek<List<object?>>().AddRange(values);

    private void SetItems(object?[] keysAndValues)
    {
        var dictionary = Peek<OrderedDictionary<object, object?>>();
        if (keysAndValues.Length % 2 != 0) throw Damaged();
        for (int i = 0; i < keysAndValues.Length; i += 2) dictionary[keysAndValues[i] ?? throw Damaged()] = keysAndValues[i + 1];
    }

    private object? Recall(uint key) => memo.TryGetValue(key, out object? value) ? value : throw Damaged();

    private T Peek<T>()
        where T : class => stack.Count > Floor && stack[^1] is T value ? value : throw Damaged();

    private object? Pop() => PopLast(1)[0];

    private object?[] PopLast(int count)
    {
        if (stack.Count - count < Floor) throw Damaged();
        object?[] values = [.. stack[^count..]];
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private object?[] PopToMark()
    {
        if (!marks.TryPop(out int mark)) throw Damaged();
        return PopLast(stack.Count - mark);
    }

    private byte ReadByte() => ReadBytes(1)[0];

    private uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(4));

    private long ReadLong()
    {
        var bytes = ReadBytes(ReadByte());
        if (bytes.Length > sizeof(long)) throw new InvalidDataException("It holds an integer of more than 64 bits.");
        long value = 0;
        for (int i = 0; i < bytes.Length; i++) value |= (long)bytes[i] << (8 * i);
        // The last byte carries the sign.
        int unused = 64 - 8 * bytes.Length;
        return bytes.Length == 0 ? 0 : value << unused >> unused;
    }

    private string ReadLine()
    {
        int length = pickle.AsSpan(position).IndexOf((byte)'\n');
        if (length < 0) throw Damaged();
        string line = Encoding.UTF8.GetString(ReadBytes((uint)length));
        position++;
        return line;
    }

    private ReadOnlySpan<byte> ReadBytes(uint count)
    {
        if (count > pickle.Length - position) throw new InvalidDataException("Its data.pkl ends early.");
        var bytes = pickle.AsSpan(position, (int)count);
        position += (int)count;
        return bytes;
    }
}
