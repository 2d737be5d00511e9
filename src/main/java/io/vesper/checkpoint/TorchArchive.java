package io.vesper.checkpoint;

import io.vesper.pickle.PickleTypes;
import io.vesper.pickle.Unpickler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What {@code torch.save} writes since PyTorch 1.6: a zip archive, nothing in it compressed, with one top folder of any name. In
 * it are {@code data.pkl}, a file {@code data/KEY} for each storage, and maybe {@code byteorder}.
 */
final class TorchArchive implements TorchContainer {
    private static final String PICKLE = "data.pkl";
    private static final int MAX_BYTE_ORDER_BYTES = 16;

    private final Path file;
    private final String folder;
    private final ByteOrder byteOrder;
    private final Object root;

    private TorchArchive(Path file, String folder, ByteOrder byteOrder, Object root) {
        this.file = file;
        this.folder = folder;
        this.byteOrder = byteOrder;
        this.root = root;
    }

    /** Whether a zip archive looks like one of these. */
    static boolean isOne(ZipFile zip) {
        return !pickles(zip).isEmpty();
    }

    private static List<String> pickles(ZipFile zip) {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
                .toList();
    }

    static TorchArchive open(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<String> pickles = pickles(zip);
            if (pickles.size() != 1) {
                throw new CheckpointException(
                        file, "it has %d pickles (data.pkl), but must have one.".formatted(pickles.size()));
            }
            String folder = pickles.get(0).substring(0, pickles.get(0).length() - PICKLE.length());
            if (zip.getEntry(folder + "constants.pkl") != null) {
                throw new CheckpointException(
                        file,
                        "it is a TorchScript program. Maybe save the model's state_dict() with torch.save instead.");
            }
            TorchObjects objects = new TorchObjects();
            Object root = Unpickler.read(ByteBuffer.wrap(read(file, zip, folder + PICKLE, MAX_PICKLE_BYTES)), objects);
            for (TorchStorage storage : objects.storages().values()) {
                requireWhole(file, zip, folder, storage);
            }
            return new TorchArchive(file, folder, byteOrder(file, zip, folder), root);
        }
    }

    private static ByteOrder byteOrder(Path file, ZipFile zip, String folder) throws IOException {
        String name = folder + "byteorder";
        if (zip.getEntry(name) == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String order = new String(read(file, zip, name, MAX_BYTE_ORDER_BYTES), StandardCharsets.ISO_8859_1);
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default ->
                throw new CheckpointException(
                        file, "its byte order (%s) is not little or big.".formatted(PickleTypes.shown(order)));
        };
    }

    private static byte[] read(Path file, ZipFile zip, String name, int maxBytes) throws IOException {
        ZipEntry entry = entry(file, zip, name);
        if (entry.getSize() > maxBytes) {
            throw new CheckpointException(
                    file,
                    "its entry (%s) has %d bytes, but at most %d are read.".formatted(name, entry.getSize(), maxBytes));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return in.readNBytes(maxBytes);
        }
    }

    /** An entry that is stored as it is, so that it cannot claim to be longer than the file. */
    private static ZipEntry entry(Path file, ZipFile zip, String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new CheckpointException(file, "its entry (%s) is missing.".formatted(PickleTypes.shown(name)));
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
            throw new CheckpointException(
                    file,
                    "its entry (%s) is compressed, which torch.save never does. Maybe it was packed again."
                            .formatted(PickleTypes.shown(name)));
        }
        return entry;
    }

    private static void requireWhole(Path file, ZipFile zip, String folder, TorchStorage storage) {
        ZipEntry entry = entry(file, zip, folder + "data/" + storage.key());
        if (entry.getSize() / storage.type().bytes() < storage.count()
                || entry.getSize() > file.toFile().length()) {
            throw new CheckpointException(
                    file,
                    "its storage (%s) has %d bytes, but is said to have %d values of %d."
                            .formatted(
                                    PickleTypes.shown(storage.key()),
                                    entry.getSize(),
                                    storage.count(),
                                    storage.type().bytes()));
        }
    }

    @Override
    public Object root() {
        return root;
    }

    @Override
    public ByteBuffer read(TorchStorage storage, long firstByte, int bytes) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(entry(file, zip, folder + "data/" + storage.key()))) {
            in.skipNBytes(firstByte);
            byte[] read = in.readNBytes(bytes);
            if (read.length < bytes) {
                throw new CheckpointException(
                        file, "its storage (%s) ends too early. Maybe it was cut.".formatted(storage.key()));
            }
            return ByteBuffer.wrap(read).order(byteOrder);
        }
    }
}
