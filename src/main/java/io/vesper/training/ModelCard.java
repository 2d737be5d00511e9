package io.vesper.training;

import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.OpenSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of {@code MODEL.md}: for people what {@code model.json} is for programs. */
final class ModelCard {
    private static final String HEAD = """
            # %s

            A visible-infrared person re-identification network, trained by Vesper with the preset `%s`, seed %d, on `%s`.

            * Backbone `%s`, pictures of %d x %d pixels (height x width), embedding `%s`, visible pictures seen in `%s`.
            * Branches in the weights file: %s.
            * Every setting is in `model.json`, as is the weights' SHA-256.

            ## How well it does

            On people that were not trained on; mean over trials, in percent.

            | embedding | rank-1 | rank-10 | mAP | mINP |
            |---|---|---|---|---|
            """;
    private static final String TAIL = """

            Protocol: %s.%s
            %s
            ## Limits

            It knows what its training set showed, and no more. Do not use it to identify real people unless it was trained and
            evaluated on data like theirs, lawfully collected.
            """;

    private static final String SELECTED = " Epoch %s was chosen by its %s on validation people (%s).";

    private static final String OPEN_SET = """

            From what cosine on two pictures are taken for one person's, so that a stranger seldom is: `openSet` in `model.json`, by
            pair of modalities, measured on the %s people of %s. `maxFalseAlarm` of a query chooses among them.
            """;

    /** The entry of a manifest's metrics that tells how the epoch was chosen. */
    static final String SELECTION = "selection";

    private ModelCard() {}

    static String of(ModelManifest manifest) {
        StringBuilder card = new StringBuilder(HEAD.formatted(
                manifest.modelId(),
                manifest.preset(),
                manifest.seed(),
                manifest.dataset(),
                manifest.recipe().architecture().backbone().name(),
                manifest.recipe().inputSize().height(),
                manifest.recipe().inputSize().width(),
                manifest.recipe().embeddingKind(),
                manifest.recipe().visibleInput(),
                String.join(", ", manifest.branches())));
        String protocol = "none";
        String selection = "";
        for (Map.Entry<String, Object> entry : manifest.metrics().entrySet()) {
            Map<?, ?> values = (Map<?, ?>) entry.getValue();
            if (entry.getKey().equals(SELECTION)) {
                selection =
                        SELECTED.formatted(values.get("epoch"), values.get("measure"), percent(values.get("score")));
            } else {
                protocol = inWords(values.get("protocol"));
                card.append(row(entry.getKey(), values));
            }
        }
        return card.append(TAIL.formatted(protocol, selection, openSet(manifest.openSet())))
                .toString();
    }

    /** Where the thresholds come from; their values are in {@code model.json}. */
    private static String openSet(@Nullable OpenSet openSet) {
        return openSet == null ? "" : OPEN_SET.formatted(openSet.part(), openSet.dataset());
    }

    private static String inWords(@Nullable Object protocol) {
        return protocol instanceof Map<?, ?> parts
                ? parts.entrySet().stream()
                        .map(part -> part.getKey() + " " + part.getValue())
                        .collect(Collectors.joining(", "))
                : String.valueOf(protocol);
    }

    private static String row(String kind, Map<?, ?> report) {
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        kind,
                        percent(report.get("rank1")),
                        percent(report.get("rank10")),
                        percent(report.get("meanAveragePrecision")),
                        percent(report.get("meanInverseNegativePenalty")));
    }

    private static String percent(@Nullable Object share) {
        return share instanceof Number number ? String.format(Locale.ROOT, "%.1f", 100 * number.doubleValue()) : "–";
    }
}
