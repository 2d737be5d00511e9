package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.checkpoint.NpzFile;
import io.vesper.checkpoint.TensorSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three training steps against a second program, {@code parity/parity.py}, written from the method's description in another
 * language and run in float64.
 *
 * <p>Loss terms and gradients must agree relatively. A weight must agree relative to the largest of its tensor: float32 sums of
 * large numbers say nothing more of those near 0. Movements, of the cases whose weights are not kept whole, relative to their length.
 */
class ParityIT {
    private static final double TOLERANCE = 1e-4;
    private static final Map<String, Object> SPLIT =
            Map.of("network.routing", "split", "loss.metric", "batch-hard-triplet");
    private static final Map<String, Object> SHARED_ONLY = Map.of(
            "loss.weights.outputs.specific", 0,
            "loss.weights.mutualLearning", 0,
            "loss.weights.selfDistillation", 0,
            "publish.branches", "shared");

    private final JsonNode expected =
            JsonMapper.shared().readTree(getClass().getResourceAsStream("/parity/parity.json"));

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("paper", "paper", Map.of()),
                Arguments.of("official", "official", Map.of()),
                Arguments.of("split", "paper", SPLIT),
                Arguments.of("shared", "paper", SHARED_ONLY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyNumberEqualsTheOtherPrograms(String name, String preset, Map<String, Object> changes) throws IOException {
        Map<String, Double> deviations = deviations(name, preset, changes);
        System.out.printf("Parity, %s: largest relative deviation %s%n", name, ParityDeviations.largest(deviations));
        assertThat(deviations)
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        (number, deviation) -> assertThat(deviation).as(number).isLessThanOrEqualTo(TOLERANCE));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("paper", "paper", Map.of("loss.labelSmoothing", 0.101)),
                Arguments.of("paper", "paper", Map.of("loss.temperature", 1.001)),
                Arguments.of("paper", "paper", Map.of("loss.crossDistillationWeight", 0.501)),
                Arguments.of("paper", "paper", Map.of("loss.weights.mutualLearning", 1.001)),
                Arguments.of("paper", "paper", Map.of("optimiser.weightDecay", 0.001)),
                Arguments.of("paper", "paper", Map.of("optimiser.decoupled", true)),
                Arguments.of("paper", "paper", Map.of("optimiser.warmUpFactor", 0.02)),
                Arguments.of("official", "official", Map.of("loss.distillation", "divergence")),
                Arguments.of("official", "official", Map.of("loss.weights.mutualLearning", 8.01)),
                Arguments.of("split", "paper", with(SPLIT, "loss.margin", 0.301)),
                Arguments.of("split", "paper", with(SPLIT, "network.routing", "mixed")));
    }

    @ParameterizedTest(name = "{0} with {2}")
    @MethodSource("mistakes")
    void aSlightlyDifferentSettingIsNoticed(String name, String preset, Map<String, Object> changes)
            throws IOException {
        assertThat(ParityDeviations.largest(deviations(name, preset, changes)).getValue())
                .isGreaterThan(TOLERANCE);
    }

    @Test
    void theBranchesDoNotTouchEachOther() {
        try (ParityRun all = new ParityRun("paper", Map.of());
                ParityRun alone = new ParityRun("paper", SHARED_ONLY)) {
            all.train();
            alone.train();
            TensorSource start = ParityFormula.startLike(alone.weights());
            for (String name : alone.weights().names()) {
                TensorSource equal = name.startsWith("shared.") ? all.weights() : start;
                assertThat(alone.weights().values(name)).as(name).containsExactly(equal.values(name));
            }
        }
    }

    private Map<String, Double> deviations(String name, String preset, Map<String, Object> changes) throws IOException {
        ParityDeviations deviations = new ParityDeviations();
        JsonNode reference = expected.path(name);
        try (ParityRun run = new ParityRun(preset, changes)) {
            deviations.addNumbers("gradient ", reference.path("gradientNorms"), run.gradientNorms());
        }
        try (ParityRun run = new ParityRun(preset, changes)) {
            List<Map<String, Double>> steps = run.train();
            assertThat(reference.path("steps")).hasSize(steps.size());
            for (int i = 0; i < steps.size(); i++) {
                deviations.addNumbers(
                        "step %d ".formatted(i + 1), reference.path("steps").get(i), steps.get(i));
            }
            if (reference.has("moved")) {
                deviations.addMovements(reference.path("moved"), run.weights());
            } else {
                deviations.addWeights(paperWeights(), run.weights(), name.equals("shared") ? "shared." : "");
            }
        }
        return deviations.byName();
    }

    private static TensorSource paperWeights() throws IOException {
        try (InputStream in = ParityIT.class.getResourceAsStream("/parity/paper.npz")) {
            return NpzFile.read(in, Path.of("paper.npz"));
        }
    }

    private static Map<String, Object> with(Map<String, Object> settings, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(settings);
        changed.put(name, value);
        return changed;
    }
}
