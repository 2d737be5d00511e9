package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that hold numbers of NumPy beside the weights. */
class NumpyFiguresTest {
    private static final Path FIXTURES = Path.of("src/test/resources/weights/torch");

    /** What torch.load says of the numpy*.pth. */
    private static final float[] WEIGHT = {-0.32501086592674255f, -0.08333968371152878f};

    private static final float[] BIAS = {-0.43442267179489136f};

    @TempDir
    Path folder;

    /** Beside the model are numpy.float64, float32, int64 and bool_, in a list and a dictionary too. */
    @ParameterizedTest
    @ValueSource(strings = {"numpy.pth", "numpy-legacy.pth", "numpy-protocol4.pth"})
    void aStateDictBesideNumbersOfNumpyIsRead(String name) {
        TensorSource tensors = WeightsFile.open(FIXTURES.resolve(name));
        assertThat(tensors.names()).containsExactly("weight", "bias");
        assertThat(tensors.values("weight")).containsExactly(WEIGHT);
        assertThat(tensors.values("bias")).containsExactly(BIAS);
    }

    /** NumPy 2 renamed its module. */
    @Test
    void aNumberOfNumpy2IsPassedOver() throws IOException {
        byte[] pickle = new PickleBytes()
                .dictionary(p -> p.text("x")
                        .tensor("0", 6, List.of(2L), List.of(1L))
                        .text("best")
                        .global("numpy._core.multiarray", "scalar")
                        .global("numpy", "dtype")
                        .text("f8")
                        .raw(0x89, 0x88, 0x87, 'R', '(')
                        .number(3)
                        .text("<")
                        .raw('t', 'b', 'C', 2, 0, 0, 0x86, 'R'))
                .end();
        TensorSource tensors = WeightsFile.open(TorchFiles.archive(folder.resolve("numpy2.pth"), pickle));
        assertThat(tensors.names()).containsExactly("x");
    }

    @Test
    void whatIsPassedOverDoesNotOpenADoorToTheRestOfNumpy() throws IOException {
        assertRefused(
                p -> p.text("x").global("numpy.core.multiarray", "_reconstruct"),
                "(numpy.core.multiarray._reconstruct)");
        assertRefused(p -> p.text("x").global("numpy", "load"), "(numpy.load)");
        assertRefused(p -> p.text("x").global("_codecs", "decode"), "(_codecs.decode)");
        // What was made is no function, no dictionary and no key.
        assertRefused(p -> p.text("x").global("numpy", "dtype").raw(')', 'R', ')', 'R'), "calls what is no function");
        assertRefused(
                p -> p.text("x")
                        .global("numpy", "dtype")
                        .raw(')', 'R')
                        .text("a")
                        .text("b")
                        .raw('s'),
                "(Unneeded)");
        assertRefused(p -> p.global("numpy", "dtype").raw(')', 'R').text("x"), "(Unneeded) where a key");
        assertRefused(p -> p.text("x").global("numpy", "dtype").raw('}', 'b'), "(Function) where a dictionary");
    }

    private void assertRefused(UnaryOperator<PickleBytes> keysAndValues, String part) throws IOException {
        byte[] pickle = new PickleBytes().dictionary(keysAndValues).end();
        Path file = TorchFiles.archive(folder.resolve("numpy.pth"), pickle);
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("numpy.pth")
                .hasMessageContaining(part);
    }
}
