package io.vesper.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Opens a weights file of any format that is read: {@code .pth} and {@code .pt} of {@code torch.save} (both layouts),
 * {@code .safetensors}, {@code .npz}. What it is follows from its content, not from its name.
 */
public final class WeightsFile {
    private static final int HEAD_BYTES = 9;
    /** Unpacked this much, 64 MB of float32, a file does no harm whatever its own size. */
    private static final long HARMLESS_VALUES = 16 << 20;
    /** What PyTorch's wrapper for several devices puts before every name. */
    private static final String WRAPPER = "module.";

    private WeightsFile() {}

    /**
     * Opens a file with one set of tensors.
     *
     * @throws CheckpointException if it is missing, damaged, of another format, or leaves a choice
     */
    public static TensorSource open(Path file) {
        return open(file, null);
    }

    /**
     * Opens a file.
     *
     * @param file of PyTorch's format if there is a key
     * @param key which dictionary of tensors in it: the keys that lead to it, joined by dots; null if there is only one
     * @return its tensors; {@code module.} before all names is left out
     * @throws CheckpointException if it is missing, damaged, of another format, has no dictionary of tensors under the key, or
     *     would be many times larger unpacked
     */
    public static TensorSource open(Path file, @Nullable String key) {
        byte[] head = head(file);
        boolean zip = startsWith(head, 'P', 'K', 3, 4);
        if (zip ? isTorchArchive(file) : isPickle(head)) {
            return unwrapped(inProportion(file, TorchFile.open(file, zip, key)));
        }
        if (key != null) {
            throw new CheckpointException(
                    file, "it is no file of torch.save, so it has nothing under a key (%s).".formatted(key));
        }
        if (zip) {
            return unwrapped(NpzFile.open(file));
        }
        if (isSafetensors(head)) {
            return unwrapped(inProportion(file, SafetensorsFile.open(file)));
        }
        throw new CheckpointException(
                file,
                "its first bytes (%s) are not those of a .safetensors, .pth, .pt or .npz file."
                        .formatted(HexFormat.ofDelimiter(" ").formatHex(head)));
    }

    private static byte[] head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD_BYTES);
        } catch (IOException e) {
            throw new CheckpointException(file, "it cannot be read (%s).".formatted(e), e);
        }
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (head.length <= i || head[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** The protocol's number, 2 to 5. */
    private static boolean isPickle(byte[] head) {
        return startsWith(head, 0x80) && head.length > 1 && head[1] >= 2 && head[1] <= 5 && !isSafetensors(head);
    }

    /** Eight bytes of a length, then JSON. */
    private static boolean isSafetensors(byte[] head) {
        return head.length == HEAD_BYTES && head[HEAD_BYTES - 1] == '{';
    }

    private static boolean isTorchArchive(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return TorchArchive.isOne(zip);
        } catch (IOException e) {
            throw new CheckpointException(
                    file, "it is no zip archive that can be read (%s). Maybe it was cut.".formatted(e), e);
        }
    }

    /**
     * Refuses a file in which more names view the same values than weights are shared by: a value takes at least a byte, so
     * every value may be named once, and those of float32 four times.
     */
    private static TensorSource inProportion(Path file, TensorSource source) {
        long values = source.names().stream()
                .mapToLong(name -> Arrays.stream(source.shape(name)).reduce(1, (a, b) -> a * b))
                .sum();
        long bytes = file.toFile().length();
        if (values > Math.max(HARMLESS_VALUES, bytes)) {
            throw new CheckpointException(
                    file,
                    "its %d tensors have %d values in all, more than the file has bytes (%d). Maybe they view the same values again and again."
                            .formatted(source.names().size(), values, bytes));
        }
        return source;
    }

    private static TensorSource unwrapped(TensorSource source) {
        if (!source.names().stream().allMatch(name -> name.startsWith(WRAPPER))) {
            return source;
        }
        Map<String, String> names = new LinkedHashMap<>();
        source.names().forEach(name -> names.put(name.substring(WRAPPER.length()), name));
        return new RenamedTensors(source, names);
    }
}
