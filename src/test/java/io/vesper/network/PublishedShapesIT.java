package io.vesper.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sizes of the published networks. */
class PublishedShapesIT {
    @Test
    void parameterCountsEqualThePublishedNetworks() {
        NetworkArchitecture published =
                new NetworkArchitecture(BackboneArchitecture.RESNET50, true, BottleneckWidths.PAPER, false, 395);
        JsonNode expected = oracle().at("/parameter_counts/C=395");
        try (CrossModalNetwork network = new CrossModalNetwork(published, Device.cpu())) {
            assertThat(count(network, ""))
                    .isEqualTo(expected.path("three_branches").asLong());
            assertThat(count(network, "shared.bottleneck.mlp."))
                    .isEqualTo(expected.path("bottleneck_mlp").asLong());
            assertThat(count(network, "shared.bottleneck.classifier."))
                    .isEqualTo(expected.path("z_head").asLong());
            assertThat(count(network, "shared.encoder."))
                    .isEqualTo(expected.path("resnet50_without_fc").asLong()
                            + expected.path("channel_attention_gammas").asLong());
            assertThat(network.parameters().get("shared.neck.bias").requiresGradient())
                    .isFalse();
        }
    }

    @Test
    void mapShapesOfResNet50EqualThePublishedOnes() {
        JsonNode expected = oracle().path("shapes_256x128_last_stride_1");
        Backbone backbone = new Backbone(BackboneArchitecture.RESNET50, false);
        try (NDManager manager = NDManager.newBaseManager()) {
            backbone.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 256, 128));
            Map<String, Shape> shapes = backbone.mapShapes(new Shape(1, 3, 256, 128));
            assertThat(shapes.keySet()).containsExactly("stem", "layer1", "layer2", "layer3", "layer4");
            shapes.forEach((name, shape) -> assertThat(shape.slice(1).getShape())
                    .as(name)
                    .containsExactly(JsonMapper.shared().convertValue(expected.path(name), long[].class)));
            assertThat(backbone.getOutputShapes(new Shape[] {new Shape(1, 3, 256, 128)})[0])
                    .isEqualTo(new Shape(1, expected.path("v").asLong()));
        }
    }

    private static long count(CrossModalNetwork network, String prefix) {
        return network.parameters().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(prefix) && !entry.getKey().contains("running_"))
                .map(Map.Entry::getValue)
                .map(Parameter::getArray)
                .mapToLong(NDArray::size)
                .sum();
    }

    private static JsonNode oracle() {
        return JsonMapper.shared().readTree(PublishedShapesIT.class.getResourceAsStream("/oracle.json"));
    }
}
