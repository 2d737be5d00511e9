package io.vesper.checkpoint;

import io.vesper.pickle.PickleException;
import io.vesper.pickle.PickleTypes;
import io.vesper.pickle.Unpickler;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code torch.save} wrote before PyTorch 1.6: five pickles (a magic number, the protocol's number, facts about the machine,
 * what was saved, the storages' keys), then for each key eight bytes with the number of values, and the values, little-endian.
 */
final class TorchPickleFile implements TorchContainer {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    private final Path file;
    private final Object root;
    private final Map<String, Long> starts;

    private TorchPickleFile(Path file, Object root, Map<String, Long> starts) {
        this.file = file;
        this.root = root;
        this.starts = starts;
    }

    static TorchPickleFile open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int headBytes = (int) Math.min(channel.size(), MAX_PICKLE_BYTES);
            ByteBuffer head = FileBytes.read(file, channel, 0, headBytes);
            TorchObjects objects = new TorchObjects();
            require(Unpickler.read(head, objects).equals(MAGIC), "it is a pickle, but not one of torch.save");
            require(Unpickler.read(head, objects).equals(PROTOCOL), "its protocol is not %d".formatted(PROTOCOL));
            Unpickler.read(head, objects); // the machine's byte order, which the values do not follow
            Object root = Unpickler.read(head, objects);
            List<Object> keys = PickleTypes.list(Unpickler.read(head, objects));
            channel.position(head.position());
            return new TorchPickleFile(file, root, starts(file, channel, keys, objects.storages()));
        }
    }

    private static Map<String, Long> starts(
            Path file, FileChannel channel, List<Object> keys, Map<String, TorchStorage> storages) throws IOException {
        Map<String, Long> starts = new HashMap<>();
        long position = channel.position();
        for (Object key : keys) {
            TorchStorage storage = storages.get(PickleTypes.text(key));
            if (storage == null) {
                throw new PickleException("it has values of a storage (%s) that no tensor looks at."
                        .formatted(PickleTypes.shown(PickleTypes.text(key))));
            }
            position = start(file, channel, position, storage);
            starts.put(storage.key(), position);
            position += storage.bytes();
        }
        require(starts.keySet().containsAll(storages.keySet()), "it lacks the values of a storage");
        return starts;
    }

    /** Where a storage's values start: behind their number, which must be as the pickle says, and in the file. */
    private static long start(Path file, FileChannel channel, long position, TorchStorage storage) throws IOException {
        long count = FileBytes.read(file, channel, position, Long.BYTES).getLong();
        long start = position + Long.BYTES;
        if (count != storage.count()
                || count > (channel.size() - start) / storage.type().bytes()) {
            throw new PickleException(
                    "its storage (%s) of %d values is said to have %d, and the file goes on for %d bytes. Maybe it was cut."
                            .formatted(
                                    PickleTypes.shown(storage.key()), storage.count(), count, channel.size() - start));
        }
        return start;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new PickleException(otherwise + ". Maybe the file is damaged, or of another program.");
        }
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public ByteBuffer read(TorchStorage storage, long firstByte, int bytes) throws IOException {
        Long start = starts.get(storage.key());
        if (start == null) {
            throw new IllegalArgumentException("There is no storage (%s).".formatted(storage.key()));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return FileBytes.read(file, channel, start + firstByte, bytes).order(ByteOrder.LITTLE_ENDIAN);
        }
    }
}
