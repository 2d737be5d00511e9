package io.vesper.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LuminanceTest {
    private static final float FLOAT_ROUNDING = 1e-6f;

    @Test
    void normalisedChannelsAreWeighedAsInTheOracle() throws IOException {
        JsonNode oracle = oracle();
        float[] expected = floats(oracle.get("gray"));
        int pixels = expected.length;
        float[] batch = new float[4 * pixels];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(floats(oracle.get("rgb").get(channel)), 0, batch, (1 + channel) * pixels, pixels);
        }

        Luminance.replace(batch, pixels, pixels);

        assertThat(Arrays.copyOf(batch, pixels)).as("values before the picture").containsOnly(0);
        for (int i = 0; i < 3 * pixels; i++) {
            assertThat(batch[pixels + i]).isCloseTo(expected[i % pixels], within(FLOAT_ROUNDING));
        }
    }

    @Test
    void aPictureOutsideTheBatchIsRefused() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Luminance.replace(new float[11], 0, 4));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> Luminance.replace(new float[12], 1, 4));
    }

    private static JsonNode oracle() throws IOException {
        try (InputStream stream = LuminanceTest.class.getResourceAsStream("/oracle.json")) {
            return new JsonMapper().readTree(stream).get("gray_on_normalised_tensor");
        }
    }

    private static float[] floats(JsonNode numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return values;
    }
}
