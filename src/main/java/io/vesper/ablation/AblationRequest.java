package io.vesper.ablation;

import io.vesper.training.InvalidTrainingRequestException;
import io.vesper.training.TrainingRequest;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an ablation is asked to do: the body of {@code POST /jobs/ablate} and the options of {@code vesper ablate}.
 *
 * @param dataset what to learn from and to evaluate on
 * @param preset named settings that every row starts from
 * @param epochs of each training; absent: the preset's
 * @param seeds each row is trained once with each, 1 to 100, all different
 * @param rows which rows of the table, by name; empty for all
 * @param overrides training settings by name that replace the preset's in every row; none that every row sets itself
 */
public record AblationRequest(
        DatasetReference dataset,
        String preset,
        @Nullable Integer epochs,
        List<Long> seeds,
        List<String> rows,
        Map<String, Object> overrides) {
    private static final int MAX_SEEDS = 100;

    /** @throws InvalidTrainingRequestException naming the field and the rule it breaks */
    public AblationRequest {
        seeds = List.copyOf(seeds);
        rows = List.copyOf(rows);
        overrides = Map.copyOf(overrides);
        if (seeds.isEmpty()
                || seeds.size() > MAX_SEEDS
                || seeds.stream().distinct().count() < seeds.size()) {
            throw new InvalidTrainingRequestException(
                    "seeds",
                    "The seeds %s must be 1 to %d different numbers. Maybe one was given twice."
                            .formatted(seeds, MAX_SEEDS));
        }
        AblationRow.named(rows);
        requireEffective(overrides);
    }

    /** What each row sets itself would be without effect. */
    private static void requireEffective(Map<String, Object> overrides) {
        for (String setting : flat(overrides).keySet()) {
            if (setting.equals("seed") || setting.equals("epochs")) {
                throw new InvalidTrainingRequestException(
                        "overrides",
                        "The training setting (%s) has a field of its own in an ablation.".formatted(setting));
            }
            if (AblationRow.named(List.of()).stream()
                    .allMatch(row -> row.overrides().containsKey(setting))) {
                throw new InvalidTrainingRequestException(
                        "overrides",
                        "The training setting (%s) is what each row of an ablation sets itself. Maybe choose rows instead."
                                .formatted(setting));
            }
        }
    }

    /** Nested groups as names with dots, so that one setting has one name. */
    private static Map<String, Object> flat(Map<?, ?> settings) {
        Map<String, Object> flat = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (value instanceof Map<?, ?> group) {
                flat(group).forEach((below, setting) -> flat.put(name + "." + below, setting));
            } else {
                flat.put(String.valueOf(name), value);
            }
        });
        return flat;
    }

    /** The trainings, row by row, and within a row seed by seed. */
    List<AblationCell> cells() {
        return AblationRow.named(rows).stream()
                .flatMap(row -> seeds.stream().map(seed -> new AblationCell(row, seed)))
                .toList();
    }

    /** The training of a cell. What the row changes goes over what the request changes. */
    TrainingRequest training(AblationCell cell) {
        Map<String, Object> settings = flat(overrides);
        settings.putAll(cell.row().overrides());
        return new TrainingRequest(dataset, preset, null, epochs, cell.seed(), settings, null, false);
    }
}
