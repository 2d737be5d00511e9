package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionTest {
    @TempDir
    Path folder;

    @Test
    void matricesAreHalvedAndVectorsStayAsTheyAre() throws IOException {
        Path file = folder.resolve("half.safetensors");
        Tensors tensors = new Tensors(new float[] {0.1f, 1, -3, 1e-3f});
        SafetensorsWriter.write(file, tensors, Map.of(), Precision.FLOAT16);
        SafetensorsFile read = SafetensorsFile.open(file);
        assertThat(read.values("vector")).containsExactly(0.1f, 1, -3, 1e-3f);
        // 0.1 and 0.001 as numpy.float16 has them
        assertThat(read.values("matrix")).containsExactly(0.099975586f, 1, -3, 0.0010004044f);
        assertThat(read.shape("matrix")).containsExactly(2, 2);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains("\"F16\"", "\"F32\"");
        Path whole = folder.resolve("whole.safetensors");
        SafetensorsWriter.write(whole, tensors, Map.of());
        assertThat(Files.size(whole) - Files.size(file)).isEqualTo(4 * 2);
    }

    @Test
    void aValueTooLargeForHalfPrecisionIsRefusedAndNothingIsLeft() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafetensorsWriter.write(
                        folder.resolve("f"), new Tensors(new float[] {0, 0, 0, -70_000}), Map.of(), Precision.FLOAT16))
                .withMessageContaining("(matrix) holds -70000.0")
                .withMessageContaining("65504");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void numbersOfOtherTypesBecomeFloats() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0x3fc0).putShort((short) 0xc000); // 1.5 in bfloat16, -2 in half precision
        data.putDouble(-0.25).putLong(1234);
        String header = """
                {"b": {"dtype": "BF16", "shape": [1], "data_offsets": [0, 2]},
                 "h": {"dtype": "F16", "shape": [], "data_offsets": [2, 4]},
                 "d": {"dtype": "F64", "shape": [1], "data_offsets": [4, 12]},
                 "l": {"dtype": "I64", "shape": [], "data_offsets": [12, 20]}}""";
        ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 20).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length())
                .put(header.getBytes(StandardCharsets.UTF_8))
                .put(data.flip());
        TensorSource read = WeightsFile.open(Files.write(folder.resolve("mixed"), file.array()));
        assertThat(read.values("b")).containsExactly(1.5f);
        assertThat(read.values("h")).containsExactly(-2);
        assertThat(read.values("d")).containsExactly(-0.25f);
        assertThat(read.values("l")).containsExactly(1234);
    }

    @Test
    void aPrecisionIsFoundByItsLabel() {
        assertThat(Precision.of("float16")).isEqualTo(Precision.FLOAT16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Precision.of("half"))
                .withMessageContaining("(half)");
    }

    /** The same values as a matrix and as a vector. */
    private record Tensors(float[] values) implements TensorSource {
        @Override
        public Set<String> names() {
            return Set.of("matrix", "vector");
        }

        @Override
        public long[] shape(String name) {
            return name.equals("matrix") ? new long[] {2, values.length / 2} : new long[] {values.length};
        }

        @Override
        public float[] values(String name) {
            return values.clone();
        }
    }
}
