package io.vesper.training;

import io.vesper.preset.Presets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the setting of a training request that its refusal is to be blamed on: without it, the refusal is gone. */
final class BlamedSetting {
    private static final String OVERRIDES = "overrides";

    private final String preset;
    private final Map<String, Object> settings;

    private BlamedSetting(String preset, Map<String, Object> settings) {
        this.preset = preset;
        this.settings = settings;
    }

    /**
     * Names the JSON field to blame.
     *
     * @param request one whose settings are refused
     * @return {@code epochs}, {@code seed}, or an override such as {@code overrides.loss.temperature}; {@code overrides} if no
     *     single one is to blame
     */
    static String of(TrainingRequest request) {
        Map<String, Object> fields = new LinkedHashMap<>();
        request.overrides().forEach((name, value) -> fields.put(OVERRIDES + "." + name, value));
        if (request.epochs() != null) {
            fields.put("epochs", request.epochs());
        }
        if (request.seed() != null) {
            fields.put("seed", request.seed());
        }
        return new BlamedSetting(request.preset(), fields).find();
    }

    private String find() {
        String refusal = refusalWithout("");
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
