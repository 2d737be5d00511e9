package io.vesper.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A numpy archive of numbers in row-major order, read whole; numbers of any type become float32.
 *
 * <p>See <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy's format</a>, versions 1 to 3.
 */
public final class NpzFile implements TensorSource {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '(?<type>[^']+)', 'fortran_order': (?<fortran>True|False), 'shape': \\((?<shape>[0-9, ]*)\\),? *\\}\\s*");

    private static final Map<String, ElementType> TYPES = Map.of(
            "<f8", ElementType.F64,
            "<f4", ElementType.F32,
            "<f2", ElementType.F16,
            "<i8", ElementType.I64,
            "<i4", ElementType.I32,
            "<i2", ElementType.I16,
            "|i1", ElementType.I8,
            "|u1", ElementType.U8,
            "|b1", ElementType.BOOL);

    private final Path file;
    private final Map<String, Tensor> tensors;

    private record Tensor(long[] shape, float[] values) {}

    private record Header(ElementType type, String shape) {}

    private NpzFile(Path file, Map<String, Tensor> tensors) {
        this.file = file;
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /**
     * Reads an archive from the disk.
     *
     * @throws CheckpointException if the file is missing or damaged, or holds other than plain numbers in row-major order
     */
    public static NpzFile open(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file);
        } catch (IOException e) {
            throw new CheckpointException(file, "it cannot be read (%s).".formatted(e), e);
        }
    }

    /**
     * Reads an archive from a stream, which the caller closes.
     *
     * @param in the archive
     * @param name what messages call it
     * @throws CheckpointException if it is damaged, or holds other than plain numbers in row-major order
     */
    public static NpzFile read(InputStream in, Path name) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try {
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                tensors.put(entry.getName().replaceFirst("\\.npy$", ""), array(name, entry, zip.readAllBytes()));
            }
        } catch (IOException e) {
            throw new CheckpointException(name, "it is no zip archive that can be read (%s).".formatted(e), e);
        }
        if (tensors.isEmpty()) {
            throw new CheckpointException(name, "it is no zip archive, or holds no array.");
        }
        return new NpzFile(name, tensors);
    }

    private static Tensor array(Path file, ZipEntry entry, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(file, entry);
        }
        boolean wide = bytes[MAGIC.length] > 1;
        buffer.position(MAGIC.length + 2);
        int headerBytes = wide ? buffer.getInt() : Short.toUnsignedInt(buffer.getShort());
        if (headerBytes < 0 || headerBytes > buffer.remaining()) {
            throw damaged(file, entry);
        }
        Matcher header = HEADER.matcher(new String(bytes, buffer.position(), headerBytes, StandardCharsets.ISO_8859_1));
        ElementType type = header.matches() ? TYPES.get(header.group("type")) : null;
        if (type == null || header.group("fortran").equals("True")) {
            String rule = "the array (%s) is not of plain numbers in row-major, little-endian order.";
            throw new CheckpointException(file, rule.formatted(entry.getName()));
        }
        buffer.position(buffer.position() + headerBytes);
        return tensor(file, entry, new Header(type, header.group("shape")), buffer);
    }

    private static Tensor tensor(Path file, ZipEntry entry, Header header, ByteBuffer data) {
        long[] shape = Arrays.stream(header.shape.split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (Math.multiplyExact(count, header.type.bytes()) != data.remaining()) {
            throw damaged(file, entry);
        }
        return new Tensor(shape, header.type.toFloats(data));
    }

    private static CheckpointException damaged(Path file, ZipEntry entry) {
        return new CheckpointException(
                file, "the array (%s) is damaged. Maybe the file was cut.".formatted(entry.getName()));
    }

    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public long[] shape(String name) {
        return tensor(name).shape.clone();
    }

    @Override
    public float[] values(String name) {
        return tensor(name).values.clone();
    }

    private Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("The weights file (%s) has no tensor (%s).".formatted(file, name));
        }
        return tensor;
    }
}
