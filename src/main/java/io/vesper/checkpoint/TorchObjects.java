package io.vesper.checkpoint;

import io.vesper.pickle.PickleException;
import io.vesper.pickle.PickleObjects;
import io.vesper.pickle.PickleTypes;
import io.vesper.pickle.Tuple;
import io.vesper.pickle.Unneeded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the few objects that a state dict consists of, and refuses every other by its name. */
final class TorchObjects implements PickleObjects {
    private static final Map<String, Object> GLOBALS = Map.ofEntries(
            Map.entry("collections.OrderedDict", Function.ORDERED_DICT),
            Map.entry("torch._utils._rebuild_tensor", Function.TENSOR),
            Map.entry("torch._utils._rebuild_tensor_v2", Function.TENSOR),
            Map.entry("torch._utils._rebuild_parameter", Function.PARAMETER),
            // A training's figures are often numbers of NumPy: a scalar is made of its type and its bytes, which
            // Python's
            // codec makes of a text in protocol 2. None of them is a tensor's, so none is needed.
            Map.entry("numpy.core.multiarray.scalar", Function.UNNEEDED),
            Map.entry("numpy._core.multiarray.scalar", Function.UNNEEDED),
            Map.entry("numpy.dtype", Function.UNNEEDED),
            Map.entry("_codecs.encode", Function.UNNEEDED),
            Map.entry("torch.DoubleStorage", ElementType.F64),
            Map.entry("torch.FloatStorage", ElementType.F32),
            Map.entry("torch.HalfStorage", ElementType.F16),
            Map.entry("torch.BFloat16Storage", ElementType.BF16),
            Map.entry("torch.LongStorage", ElementType.I64),
            Map.entry("torch.IntStorage", ElementType.I32),
            Map.entry("torch.ShortStorage", ElementType.I16),
            Map.entry("torch.CharStorage", ElementType.I8),
            Map.entry("torch.ByteStorage", ElementType.U8),
            Map.entry("torch.BoolStorage", ElementType.BOOL));

    private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

    private enum Function {
        ORDERED_DICT,
        TENSOR,
        PARAMETER,
        UNNEEDED
    }

    /** The storages that were named so far, by key. */
    Map<String, TorchStorage> storages() {
        return storages;
    }

    @Override
    public Object global(String name) {
        Object known = GLOBALS.get(name);
        if (known == null) {
            throw new PickleException(
                    "it asks for (%s), but only tensors and plain data are read. Maybe save the model's state_dict() alone."
                            .formatted(PickleTypes.shown(name)));
        }
        return known;
    }

    @Override
    public Object call(Object callable, Tuple arguments) {
        if (!(callable instanceof Function function)) {
            throw new PickleException("it calls what is no function.");
        }
        return switch (function) {
            case ORDERED_DICT -> dictionary(arguments.items());
            case TENSOR -> TorchTensor.of(arguments.items());
            case PARAMETER -> parameter(arguments.items());
            case UNNEEDED -> Unneeded.UNNEEDED;
        };
    }

    /** Empty, to be filled; Python 2 gives the items at once. */
    private static Map<Object, Object> dictionary(List<Object> arguments) {
        Map<Object, Object> dictionary = new LinkedHashMap<>();
        if (!arguments.isEmpty()) {
            for (Object item : PickleTypes.list(arguments.get(0))) {
                List<Object> pair = item instanceof Tuple tuple ? tuple.items() : PickleTypes.list(item);
                if (pair.size() != 2) {
                    throw new PickleException("it fills a dictionary with other than pairs.");
                }
                PickleTypes.put(dictionary, pair.get(0), pair.get(1));
            }
        }
        return dictionary;
    }

    private static TorchTensor parameter(List<Object> arguments) {
        if (!arguments.isEmpty() && arguments.get(0) instanceof TorchTensor tensor) {
            return tensor;
        }
        throw new PickleException("it has a parameter without a tensor.");
    }

    /** A storage: the word storage, type, key, device, number of values, and in old files what it is a view of. */
    @Override
    public Object persistent(Object id) {
        List<Object> parts = PickleTypes.tuple(id).items();
        if (parts.size() < 5 || !parts.get(0).equals("storage") || !(parts.get(1) instanceof ElementType type)) {
            throw new PickleException("it keeps other things than storages of tensors outside the pickle.");
        }
        if (parts.size() > 5 && parts.get(5) instanceof Tuple) {
            throw new PickleException(
                    "it has views of storages, as PyTorch before 0.4 wrote them. Maybe load and save it with a newer one.");
        }
        TorchStorage storage = new TorchStorage(PickleTypes.text(parts.get(2)), type, PickleTypes.size(parts.get(4)));
        TorchStorage before = storages.putIfAbsent(storage.key(), storage);
        if (before != null && !before.equals(storage)) {
            throw new PickleException(
                    "it names the storage (%s) with two types or lengths.".formatted(PickleTypes.shown(storage.key())));
        }
        return storage;
    }
}
