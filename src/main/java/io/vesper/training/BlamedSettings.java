package io.vesper.training;

import io.vesper.preset.Presets;
import io.vesper.training.InvalidTrainingRequestException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the settings of a training request that refusals are to be blamed on: without one of them, its refusal is gone. */
final class BlamedSettings {
    private static final String OVERRIDES = "overrides";
    /** Each is looked for among all that are left. */
    private static final int MAX_PROBLEMS = 10;

    private final String preset;
    private final Map<String, Object> settings = new LinkedHashMap<>();

    private BlamedSettings(TrainingRequest request) {
        preset = request.preset();
        request.overrides().forEach((name, value) -> settings.put(OVERRIDES + "." + name, value));
        if (request.epochs() != null) {
            settings.put("epochs", request.epochs());
        }
        if (request.seed() != null) {
            settings.put("seed", request.seed());
        }
    }

    /**
     * Names the JSON fields to blame, each with its refusal.
     *
     * @return {@code epochs}, {@code seed}, or overrides such as {@code overrides.loss.temperature}; {@code overrides} where no
     *     single one is to blame; empty if nothing is refused; at most 10
     */
    static List<Problem> of(TrainingRequest request) {
        return new BlamedSettings(request).all();
    }

    /** One after the other is taken away, until the rest is good. */
    private List<Problem> all() {
        List<Problem> problems = new ArrayList<>();
        String refusal = refusalWithout("");
        while (refusal != null && problems.size() < MAX_PROBLEMS) {
            String field = blamed(refusal);
            problems.add(new Problem(field, refusal));
            if (settings.remove(field) == null) {
                return problems;
            }
            refusal = refusalWithout("");
        }
        return problems;
    }

    private String blamed(String refusal) {
        String best = OVERRIDES;
        for (String field : settings.keySet()) {
            String left = refusalWithout(field);
            if (left == null) {
                return field;
            }
            // Several are wrong, and this is the one that was found first.
            if (!left.equals(refusal) && best.equals(OVERRIDES)) {
                best = field;
            }
        }
        return best;
    }

    private @Nullable String refusalWithout(String field) {
        Map<String, Object> others = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            if (!name.equals(field)) {
                others.put(name.startsWith(OVERRIDES + ".") ? name.substring(OVERRIDES.length() + 1) : name, value);
            }
        });
        try {
            Presets.settings(preset, others);
            return null;
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
