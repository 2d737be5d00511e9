package io.vesper.preset;

import io.vesper.checkpoint.Precision;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.VisibleInput;

/** What is published. */
public record PublicationSettings(
        String embeddingKind, String visibleInput, String branches, String precision, boolean reportPictures) {
    public PublicationSettings {
        Precision.of(precision);
        VisibleInput.of(visibleInput);
        SettingChoices.check("publish.branches", branches);
        if (EmbeddingKind.of(embeddingKind) == EmbeddingKind.ALL && branches.equals("shared")) {
            throw new IllegalArgumentException(
                    "publish.embeddingKind (all) needs every branch, but publish.branches is (shared).");
        }
    }
}
