package io.vesper.network;

import static io.vesper.network.SmallNetworks.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Test;

class CrossModalNetworkIT {
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
}
