package io.vesper.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.vesper.checkpoint.NpzFile;
import io.vesper.network.ImportReport.Status;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImageNetWeightsIT {
    @Test
    void theReleasedImageNetWeightsReproduceTheirActivations() throws Exception {
        JsonNode check =
                JsonMapper.shared().readTree(getClass().getResourceAsStream("/weights/resnet50_partial_check.json"));
        try (CrossModalNetwork network = new CrossModalNetwork(NetworkArchitecture.paper(2), Device.cpu());
                NDManager scope = network.newSubManager();
                InputStream npz = getClass().getResourceAsStream("/weights/resnet50_imagenet1k_v1_partial.npz")) {
            ImportReport report = network.initialise(NpzFile.read(npz, Path.of("partial.npz")));
            assertThat(report.count(Status.LOADED)).isEqualTo(237);
            assertThat(report.count(Status.MISSING)).isEqualTo(28);
            assertThat(report.rows()).hasSize(237 + 28);
            NDArray input = scope.create(referenceInput(), new Shape(1, 3, 64, 32));
            Map<String, NDArray> maps = network.sharedBackbone().maps(new ParameterStore(scope, false), input);
            assertActivations("stem", maps, check.path("after_maxpool"));
            assertActivations("layer1", maps, check.path("after_layer1"));
            assertActivations("layer2", maps, check.path("after_layer2"));
        }
    }

    private static void assertActivations(String name, Map<String, NDArray> maps, JsonNode expected) {
        float[] map = maps.get(name).toFloatArray();
        double mean = 0;
        for (float value : map) {
            mean += value;
        }
        assertThat(mean / map.length).as(name).isCloseTo(expected.path("mean").asDouble(), within(1e-5));
        for (int i = 0; i < 8; i++) {
            assertThat((double) map[i])
                    .as(name)
                    .isCloseTo(expected.path("first8").path(i).asDouble(), within(1e-4));
            assertThat((double) map[map.length - 8 + i])
                    .as(name)
                    .isCloseTo(expected.path("last8").path(i).asDouble(), within(1e-4));
        }
    }

    /** x[c, i, j] = sin(0.3 i + 0.7 c) cos(0.2 j - 0.1 c), as the check file says. */
    private static float[] referenceInput() {
        float[] x = new float[3 * 64 * 32];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 64; i++) {
                for (int j = 0; j < 32; j++) {
                    x[(c * 64 + i) * 32 + j] = (float) (Math.sin(0.3 * i + 0.7 * c) * Math.cos(0.2 * j - 0.1 * c));
                }
            }
        }
        return x;
    }
}
