package io.vesper.network;

import static io.vesper.network.SmallNetworks.NARROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassesIT {

    private CrossModalNetwork network;
    private NDManager scope;
    private NDArray images;

    @BeforeEach
    void open() {
        network = network(false);
        scope = network.newSubManager();
        images = scope.randomNormal(new Shape(4, 3, 64, 32));
    }

    private static CrossModalNetwork network(boolean stochastic) {
        return new CrossModalNetwork(
                new NetworkArchitecture(BackboneArchitecture.SMALL, true, NARROW, stochastic, 5), Device.cpu());
    }

    @AfterEach
    void close() {
        scope.close();
        network.close();
    }

    @Test
    void withSplitRoutingEachPictureTakesItsModalitysTwoPasses() {
        NDArray visible = images.get("0:2");
        NDArray infrared = images.get("2:4");
        NetworkOutput mixedOfVisible = network.forward(visible, false);
        NetworkOutput mixedOfInfrared = network.forward(infrared, false);
        network.use(new Passes(Routing.SPLIT, VisibleInput.COLOUR, true, true, true));
        NetworkOutput split = network.forward(images, false);

        assertClose(split.visible().representation(), mixedOfVisible.visible().representation());
        assertClose(split.infrared().observation(), mixedOfInfrared.infrared().observation());
        assertClose(
                split.sharedVisible().representationLogits(),
                mixedOfVisible.sharedVisible().representationLogits());
        assertClose(
                split.sharedInfrared().representation(),
                mixedOfInfrared.sharedInfrared().representation());
        assertClose(
                network.evaluatePairs(images).sharedInfrared().observation(),
                mixedOfInfrared.sharedInfrared().observation());
    }

    /** One pass over both modalities: running statistics move once, towards those of all pictures together. */
    @Test
    void withSplitRoutingTheSharedBranchSeesBothModalitiesInOneBatch() {
        NDArray luminance = Luminance.of(images.get("2:4"));
        NDArray both = NDArrays.concat(new NDList(images.get("0:2"), luminance));
        network.parameters().forEach((name, parameter) -> {
            if (name.startsWith("visible.")) {
                parameter.getArray().set(network.weights().values(name.replace("visible.", "shared.")));
            }
        });
        network.forward(both, true); // the visible branch sees exactly these, in one pass
        float[] expected = network.weights().values("visible.encoder.bn1.running_mean");
        try (CrossModalNetwork other = network(false)) {
            other.load(network.weights());
            other.parameters().get("shared.encoder.bn1.running_mean").getArray().set(new float[expected.length]);
            other.use(new Passes(Routing.SPLIT, VisibleInput.COLOUR, false, true, true));
            other.forward(images, true);
            float[] actual = other.weights().values("shared.encoder.bn1.running_mean");
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-6f));
            }
        }
    }

    @Test
    void withSplitRoutingTheSharedBranchMaySeeVisiblePicturesInTheirLuminance() {
        NetworkOutput mixedOfVisible = network.forward(images.get("0:2"), false);
        network.use(new Passes(Routing.SPLIT, VisibleInput.LUMINANCE, true, true, true));
        NetworkOutput split = network.forward(images, false);
        assertClose(
                split.sharedVisible().observation(),
                mixedOfVisible.sharedInfrared().observation());
        assertClose(split.visible().observation(), mixedOfVisible.visible().observation());
    }

    @Test
    void whatIsLeftOutIsNotComputedAndNotTrained() {
        network.use(new Passes(Routing.MIXED, VisibleInput.COLOUR, false, true, false));
        NetworkOutput output = network.forward(images, true);
        assertThatIllegalStateException().isThrownBy(output::visible).withMessageContaining("visible output");
        assertThat(output.sharedVisible().hasRepresentation()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> output.sharedVisible().representation());
        network.parameters().forEach((name, parameter) -> {
            if (!name.startsWith("shared.") || name.contains(".bottleneck.")) {
                assertThat(parameter.requiresGradient()).as(name).isFalse();
            }
        });
        assertThat(network.parameters().get("shared.classifier.weight").requiresGradient())
                .isTrue();
    }

    @Test
    void aNetworkOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Passes(Routing.MIXED, VisibleInput.COLOUR, false, false, true));
    }

    @Test
    void aStochasticBottleneckDrawsInTrainingAndGivesItsMeanInEvaluation() {
        try (CrossModalNetwork drawing = network(true);
                NDManager own = drawing.newSubManager()) {
            NDArray pictures = own.randomNormal(new Shape(4, 3, 64, 32));
            BranchOutput evaluated = drawing.forward(pictures, false).sharedVisible();
            assertClose(evaluated.representation(), evaluated.mean());
            BranchOutput trained = drawing.forward(pictures, true).sharedVisible();
            NDArray noise = trained.representation().sub(trained.mean()).div(trained.deviation());
            assertThat(noise.abs().max().getFloat()).isBetween(0.5f, 6f);
            assertThat(trained.deviation().min().getFloat()).isPositive();
            assertThat(drawing.weights().shape("shared.bottleneck.mlp.6.weight"))
                    .containsExactly(32, 20);
            assertThat(trained.representation().getShape()).isEqualTo(new Shape(4, 16));
        }
    }

    @Test
    void aFoldedStochasticBranchGivesTheMean() {
        try (CrossModalNetwork drawing = network(true);
                NDManager own = drawing.newSubManager();
                FoldedNetwork folded = new FoldedNetwork(
                        drawing.weights(), drawing.architecture(), EmbeddingKind.REPRESENTATION, Device.cpu())) {
            NDArray picture = own.randomNormal(new Shape(1, 3, 64, 32));
            float[] mean =
                    drawing.forward(picture, false).sharedVisible().mean().toFloatArray();
            float[] embedded =
                    folded.embed(picture.toFloatArray(), new long[] {1, 3, 64, 32}, new boolean[] {false})[0];
            for (int i = 0; i < mean.length; i++) {
                assertThat(embedded[i]).isCloseTo(mean[i], within(1e-5f));
            }
        }
    }

    private static void assertClose(NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        float largest = Math.max(1, expected.abs().max().getFloat());
        assertThat(actual.sub(expected).abs().max().getFloat()).isLessThan(1e-5f * largest);
    }
}
