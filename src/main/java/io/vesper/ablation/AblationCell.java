package io.vesper.ablation;

import java.util.Map;

/**
 * One training of an ablation.
 *
 * @param row which terms are on
 * @param seed of the training
 */
record AblationCell(AblationRow row, long seed) {
    /** Tells this training from the others, beside its figures. */
    Map<String, Object> label() {
        return Map.of("row", row.name(), "seed", seed);
    }
}
