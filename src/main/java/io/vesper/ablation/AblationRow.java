package io.vesper.ablation;

import io.vesper.training.InvalidTrainingRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A row of the table: which terms are switched on. {@code ablation.yml} lists and explains them.
 *
 * @param name as in the table
 * @param overrides the training settings that it changes
 */
record AblationRow(String name, Map<String, Object> overrides) {
    private static final List<AblationRow> ALL = read();

    AblationRow {
        overrides = Map.copyOf(overrides);
    }

    /**
     * @param names in any order; empty for all
     * @return the rows of those names, in the table's order
     * @throws InvalidTrainingRequestException naming one that there is not
     */
    static List<AblationRow> named(List<String> names) {
        List<String> known = ALL.stream().map(AblationRow::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidTrainingRequestException(
                        "rows", "The row (%s) is not one of %s.".formatted(name, String.join(", ", known)));
            }
        }
        return ALL.stream()
                .filter(row -> names.isEmpty() || names.contains(row.name))
                .toList();
    }

    private static List<AblationRow> read() {
        try (InputStream in = AblationRow.class.getResourceAsStream("/presets/ablation.yml")) {
            Map<String, Map<String, Object>> rows = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            Map<String, Object> always = new LinkedHashMap<>(rows.remove("always"));
            List<AblationRow> all = new ArrayList<>();
            rows.forEach((name, changes) -> {
                Map<String, Object> overrides = new LinkedHashMap<>(always);
                overrides.putAll(changes);
                all.add(new AblationRow(name, overrides));
            });
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException("The rows of an ablation cannot be read from the jar.", e);
        }
    }
}
