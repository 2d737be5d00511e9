package io.vesper.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChannelAttentionIT {
    private final JsonNode example = JsonMapper.shared()
            .readTree(getClass().getResourceAsStream("/oracle.json"))
            .path("channel_attention");
    private final float[][] x = floats("x_C_by_HW");

    @Test
    void theGatedAttentionEqualsTheOracle() {
        assertAttended((float) example.path("gamma").asDouble(), floats("out"));
    }

    @Test
    void aClosedGateIsTheIdentity() {
        assertAttended(0, x);
    }

    private void assertAttended(float gamma, float[][] expected) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray map = manager.create(x).reshape(new Shape(1, x.length, 2, x[0].length / 2));
            float[] attended = ChannelAttention.attend(map, manager.create(new float[] {gamma}))
                    .toFloatArray();
            assertThat(attended).hasSize(x.length * x[0].length);
            for (int i = 0; i < attended.length; i++) {
                assertThat(attended[i]).isCloseTo(expected[i / x[0].length][i % x[0].length], within(1e-5f));
            }
        }
    }

    private float[][] floats(String name) {
        return JsonMapper.shared().convertValue(example.path(name), float[][].class);
    }
}
