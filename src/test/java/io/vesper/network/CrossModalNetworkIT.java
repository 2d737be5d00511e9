package io.vesper.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.SafetensorsWriter;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CrossModalNetworkIT {
    private static final BottleneckWidths NARROW = new BottleneckWidths(24, 20, 16, 8);
    private static final NetworkArchitecture SMALL =
            new NetworkArchitecture(BackboneArchitecture.SMALL, true, NARROW, false, 5);

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

    @Test
    void everyOutputHasOneRowForEachImage() {
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                NDManager scope = network.newSubManager()) {
            NetworkOutput output = network.forward(scope.randomNormal(new Shape(3, 3, 64, 32)), true);
            for (BranchOutput branch : new BranchOutput[] {
                output.visible(), output.infrared(), output.sharedVisible(), output.sharedInfrared()
            }) {
                assertThat(branch.observation().getShape()).isEqualTo(new Shape(3, 128));
                assertThat(branch.representation().getShape()).isEqualTo(new Shape(3, 16));
                assertThat(branch.observationLogits().getShape()).isEqualTo(new Shape(3, 5));
                assertThat(branch.representationLogits().getShape()).isEqualTo(new Shape(3, 5));
            }
        }
    }

    @Test
    void everyTrainableParameterGetsAGradient() {
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                NDManager scope = network.newSubManager()) {
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NetworkOutput o = network.forward(scope.randomNormal(new Shape(4, 3, 64, 32)), true);
                NDArray loss = scope.zeros(new Shape());
                for (BranchOutput branch :
                        new BranchOutput[] {o.visible(), o.infrared(), o.sharedVisible(), o.sharedInfrared()}) {
                    loss = loss.add(branch.observationLogits().square().sum());
                    loss = loss.add(branch.representationLogits().square().sum());
                }
                collector.backward(loss);
            }
            network.parameters().forEach((name, parameter) -> {
                if (parameter.requiresGradient()) {
                    try (NDArray gradient = parameter.getArray().getGradient()) {
                        assertThat(gradient.abs().max().getFloat()).as(name).isPositive();
                    }
                }
            });
        }
    }

    @Test
    void evaluationIsDeterministicAndKeepsRunningStatistics() {
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                NDManager scope = network.newSubManager()) {
            NDArray images = scope.randomNormal(new Shape(2, 3, 64, 32));
            float[] before = network.weights().values("shared.encoder.bn1.running_mean");
            float[] first = network.forward(images, false)
                    .sharedVisible()
                    .representation()
                    .toFloatArray();
            float[] second = network.forward(images, false)
                    .sharedVisible()
                    .representation()
                    .toFloatArray();
            assertThat(second).containsExactly(first);
            assertThat(network.weights().values("shared.encoder.bn1.running_mean"))
                    .containsExactly(before);
        }
    }

    @Test
    void theSharedBranchUpdatesItsStatisticsOnceForEachPass() {
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                NDManager scope = network.newSubManager()) {
            NDArray images = scope.randomNormal(new Shape(4, 3, 64, 32));
            network.parameters().forEach((name, parameter) -> {
                if (name.startsWith("shared.")) {
                    copyTo(network, name, name.replace("shared.", "visible."));
                    copyTo(network, name, name.replace("shared.", "infrared."));
                }
            });
            network.forward(images, true);
            float[] colour = network.weights().values("visible.encoder.bn1.running_mean");
            float[] luminance = network.weights().values("infrared.encoder.bn1.running_mean");
            float[] shared = network.weights().values("shared.encoder.bn1.running_mean");
            // Momentum 0.1 from 0: one pass leaves 0.1 m; luminance, then colour leaves 0.9 * 0.1 m_luminance + 0.1
            // m_colour.
            for (int i = 0; i < shared.length; i++) {
                assertThat(shared[i]).isCloseTo(0.9f * luminance[i] + colour[i], within(1e-6f));
            }
        }
    }

    private static void copyTo(CrossModalNetwork network, String from, String to) {
        network.parameters().get(to).getArray().set(network.weights().values(from));
    }

    @Test
    void aSavedNetworkComputesTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("model.safetensors");
        float[] images = random(2 * 3 * 64 * 32, 7);
        float[] expected;
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                NDManager scope = network.newSubManager()) {
            network.forward(scope.create(images, new Shape(2, 3, 64, 32)), true);
            SafetensorsWriter.write(file, network.weights(), Map.of("format", "pt"));
            expected = sharedVisible(network, scope, images);
        }
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                NDManager scope = network.newSubManager()) {
            assertThat(sharedVisible(network, scope, images)).isNotEqualTo(expected);
            network.load(SafetensorsFile.open(file));
            assertThat(sharedVisible(network, scope, images)).containsExactly(expected);
        }
    }

    @Test
    void weightsOfAnotherShapeAreRefusedWhole() {
        NetworkArchitecture other = new NetworkArchitecture(BackboneArchitecture.SMALL, true, NARROW, false, 6);
        try (CrossModalNetwork network = new CrossModalNetwork(SMALL, Device.cpu());
                CrossModalNetwork stranger = new CrossModalNetwork(other, Device.cpu())) {
            float[] before = network.weights().values("visible.encoder.conv1.weight");
            assertThatThrownBy(() -> network.load(stranger.weights()))
                    .hasMessageContaining("visible.classifier.weight")
                    .hasMessageContaining("[6, 128]")
                    .hasMessageContaining("[5, 128]");
            assertThat(network.weights().values("visible.encoder.conv1.weight")).containsExactly(before);
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

    private static float[] sharedVisible(CrossModalNetwork network, NDManager scope, float[] images) {
        NDArray batch = scope.create(images, new Shape(2, 3, 64, 32));
        return network.forward(batch, false).sharedVisible().representation().toFloatArray();
    }

    private static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static JsonNode oracle() {
        return JsonMapper.shared().readTree(CrossModalNetworkIT.class.getResourceAsStream("/oracle.json"));
    }
}
