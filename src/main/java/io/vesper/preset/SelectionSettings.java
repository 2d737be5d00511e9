package io.vesper.preset;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Which epoch is published: the last one, or the one that does best on the validation identities.
 *
 * @param everyEpochs how often it is looked at; 0 for the last, and then the validation identities are trained on as well
 * @param measure what counts: {@code rank1} or {@code meanAveragePrecision}
 */
public record SelectionSettings(int everyEpochs, String measure) {
    public SelectionSettings {
        SettingChoices.check("selection.measure", measure);
        if (everyEpochs < 0) {
            throw new IllegalArgumentException("selection.everyEpochs (%d) must be at least 0.".formatted(everyEpochs));
        }
    }

    @JsonIgnore
    public boolean isUsed() {
        return everyEpochs > 0;
    }

    public boolean isDue(int epoch, int epochs) {
        return isUsed() && ((epoch + 1) % everyEpochs == 0 || epoch + 1 == epochs);
    }
}
