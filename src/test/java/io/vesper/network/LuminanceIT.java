package io.vesper.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LuminanceIT {
    @Test
    void theLuminanceOfANormalisedPictureStandsInAllThreeChannels() {
        JsonNode example = JsonMapper.shared()
                .readTree(getClass().getResourceAsStream("/oracle.json"))
                .path("gray_on_normalised_tensor");
        float[][] rgb = JsonMapper.shared().convertValue(example.path("rgb"), float[][].class);
        float[] expected = JsonMapper.shared().convertValue(example.path("gray"), float[].class);
        int pixels = expected.length;
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray images = manager.create(rgb).reshape(new Shape(1, 3, 1, pixels));
            float[] luminance = Luminance.of(images).toFloatArray();
            assertThat(luminance).hasSize(3 * pixels);
            for (int i = 0; i < luminance.length; i++) {
                assertThat(luminance[i]).isCloseTo(expected[i % pixels], within(1e-5f));
            }
        }
    }
}
