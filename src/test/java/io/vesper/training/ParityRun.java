package io.vesper.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import io.vesper.checkpoint.TensorSource;
import io.vesper.dataset.CrossModalBatch;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.BackboneArchitecture.Unit;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.NetworkArchitecture;
import io.vesper.optimiser.Adam;
import io.vesper.optimiser.AdamSettings;
import io.vesper.preset.Presets;
import io.vesper.preset.TrainingSettings;
import io.vesper.training.BatchQueue.LoadedBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small three-branch network, and the classes that train it, started from {@link ParityFormula}. */
final class ParityRun implements AutoCloseable {
    static final int STEPS = 3;

    private static final BackboneArchitecture BACKBONE =
            new BackboneArchitecture("tiny", Unit.BASIC, List.of(1, 1, 1, 1), 4, 1);
    private static final List<String> BRANCHES = List.of("visible", "infrared", "shared");
    private static final List<String> GROUPS =
            List.of("encoder", "neck", "classifier", "bottleneck.mlp", "bottleneck.classifier");

    private final TrainingSettings settings;
    private final CrossModalNetwork network;

    /**
     * @param preset to start from
     * @param changes what the case changes in it
     */
    ParityRun(String preset, Map<String, Object> changes) {
        Map<String, Object> overrides = new LinkedHashMap<>(Map.of(
                "network.bottleneck",
                Map.of("first", 12, "second", 10, "representation", 8, "classifier", 6),
                "network.inputSize",
                Map.of("height", ParityFormula.HEIGHT, "width", ParityFormula.WIDTH),
                "network.dropout",
                0, // what is dropped is not to be compared
                "optimiser.learningRate",
                0.02)); // far enough in three steps to see where
        overrides.putAll(changes);
        settings = Presets.settings(preset, overrides);
        network = new CrossModalNetwork(
                new NetworkArchitecture(
                        BACKBONE,
                        settings.network().channelAttention(),
                        settings.network().bottleneck(),
                        settings.network().stochasticBottleneck(),
                        ParityFormula.PEOPLE),
                Device.cpu());
        network.load(ParityFormula.startLike(network.weights()));
        network.use(settings.passes());
        network.useDropout((float) settings.network().dropout());
    }

    TensorSource weights() {
        return network.weights();
    }

    /** Lengths of the first step's gradient, by branch and group; the weights do not move, but the running statistics do. */
    Map<String, Double> gradientNorms() {
        CrossModalBatch batch = batch(0).parts().get(0);
        try (NDManager scope = network.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray pictures = scope.create(
                    ParityFormula.pixels(batch, 0),
                    new Shape(batch.images().size(), 3, ParityFormula.HEIGHT, ParityFormula.WIDTH));
            collector.backward(
                    new TrainingObjective(settings.loss(), settings.passes().routing())
                            .of(
                                    network.forward(pictures, true),
                                    BatchLabels.of(batch, settings.passes().routing(), scope),
                                    settings.loss().weights())
                            .total());
        }
        Map<String, Double> norms = new LinkedHashMap<>();
        for (String branch : BRANCHES) {
            GROUPS.forEach(group -> norms.put(branch + "." + group, gradientNorm(branch + "." + group + ".")));
        }
        return norms;
    }

    private double gradientNorm(String prefix) {
        return Math.sqrt(network.parameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .filter(Parameter::requiresGradient)
                .mapToDouble(ParityRun::gradientSquare)
                .sum());
    }

    private static double gradientSquare(Parameter parameter) {
        try (NDArray gradient = parameter.getArray().getGradient()) {
            double sum = 0;
            for (float value : gradient.toFloatArray()) {
                sum += (double) value * value;
            }
            return sum;
        }
    }

    /** Takes the steps, each with the learning rate of an epoch of its own. */
    List<Map<String, Double>> train() {
        List<Map<String, Double>> losses = new ArrayList<>();
        try (Adam adam = new Adam(
                ParameterGroups.of(network, settings.optimiser()),
                settings.optimiser().decoupled() ? AdamSettings.DECOUPLED : AdamSettings.COUPLED,
                network.newSubManager())) {
            TrainingStep step = new TrainingStep(settings, network, adam);
            for (int i = 0; i < STEPS; i++) {
                losses.add(
                        step.take(batch(i), i, settings.optimiser().schedule().inEpoch(i)));
            }
        }
        return losses;
    }

    private LoadedBatch batch(int step) {
        List<CrossModalBatch> parts =
                TrainingStep.parts(List.of(ParityFormula.batch(step)), settings).get(0);
        return new LoadedBatch(
                parts,
                parts.stream().map(part -> ParityFormula.pixels(part, step)).toList());
    }

    @Override
    public void close() {
        network.close();
    }
}
