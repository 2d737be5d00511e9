package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one storage that many names view whole. The files are sparse: their zeros take no room. */
class SharedStorageTest {
    private static final int MEBI = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void aSmallFileMayUnpackTo64Megabytes() throws IOException {
        assertThat(WeightsFile.open(shared(16, MEBI)).names()).hasSize(16);
    }

    @Test
    void aSmallFileThatWouldUnpackToMoreIsRefused() throws IOException {
        Path file = shared(17, MEBI);
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("shared.pth")
                .hasMessageContaining("its 17 tensors have 17825792 values in all, more than the file has bytes (41");
    }

    @Test
    void weightsOfALargeFileMayBeSharedByFour() throws IOException {
        assertThat(WeightsFile.open(shared(4, 5 * MEBI)).names()).hasSize(4);
        Path five = shared(5, 5 * MEBI);
        assertThatThrownBy(() -> WeightsFile.open(five)).hasMessageContaining("its 5 tensors have 26214400 values");
    }

    @Test
    void namesOfASafetensorsFileMayNotViewTheSameValuesWithoutEndEither() throws IOException {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 17; i++) {
            header.append(i == 0 ? "" : ",")
                    .append("\"%d\":{\"dtype\":\"F32\",\"shape\":[1048576],\"data_offsets\":[0,4194304]}".formatted(i));
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        Path file = sparse(folder.resolve("shared.safetensors"), length(json.length), json, 4 * MEBI);
        assertThatThrownBy(() -> WeightsFile.open(file)).hasMessageContaining("its 17 tensors have 17825792 values");
    }

    private Path shared(int names, long values) throws IOException {
        byte[] head = TorchFiles.legacyHead(
                pickle -> {
                    for (int i = 0; i < names; i++) {
                        pickle.text("tensor" + i).tensor("a", values, List.of(values), List.of(1L));
                    }
                    return pickle;
                },
                "a");
        return sparse(folder.resolve("shared.pth"), head, length(values), Float.BYTES * values);
    }

    private static byte[] length(long length) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }

    private static Path sparse(Path file, byte[] first, byte[] second, long zeros) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(0);
            out.write(first);
            out.write(second);
            out.setLength(out.getFilePointer() + zeros);
        }
        return file;
    }
}
