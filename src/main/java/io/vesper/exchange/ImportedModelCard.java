package io.vesper.exchange;

import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.ModelManifest;
import io.vesper.network.ImportReport;

/** The text of an imported model's {@code MODEL.md}: where it comes from, and that nobody has measured it here. */
final class ImportedModelCard {
    private static final String TEXT = """
            # %s

            A visible-infrared person re-identification network, imported from `%s` (tensors named as by `%s`).

            * Backbone `%s`, pictures of %d x %d pixels (height x width), embedding `%s`, visible pictures seen in `%s`.
            * Branches in the weights file: %s.
            * Tensors: %s.

            ```
            %s
            ```

            ## How well it does

            It was not evaluated here; `evaluate` does. What it learned from, and under which licence, the file does not tell.

            ## Limits

            Do not use it to identify real people unless it was trained and evaluated on data like theirs, lawfully collected.
            """;

    private ImportedModelCard() {}

    static String of(ModelManifest manifest, ImportReport report) {
        EmbeddingRecipe recipe = manifest.recipe();
        return TEXT.formatted(
                manifest.modelId(),
                manifest.settings().get("importedFrom"),
                manifest.settings().get("format"),
                recipe.architecture().backbone().name(),
                recipe.inputSize().height(),
                recipe.inputSize().width(),
                recipe.embeddingKind(),
                recipe.visibleInput(),
                String.join(", ", manifest.branches()),
                report.summary(),
                report.table());
    }
}
