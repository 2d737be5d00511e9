package io.vesper.exchange;

import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.TensorSource;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.PublishedModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The recipe in an exported file's own notes, so that importing it needs no options. */
final class RecipeNote {
    private static final String MODEL = "vesper.modelId";
    private static final String RECIPE = "vesper.recipe";

    private RecipeNote() {}

    /** Notes of a model's export. */
    static Map<String, String> of(PublishedModel model, EmbeddingRecipe recipe) {
        return Map.of(
                "format",
                "pt",
                MODEL,
                model.modelId(),
                RECIPE,
                JsonMapper.shared().writeValueAsString(recipe));
    }

    /**
     * Reads the note.
     *
     * @return null if there is none
     * @throws IllegalArgumentException if it is not of the expected form
     */
    static @Nullable EmbeddingRecipe in(TensorSource weights) {
        String note = weights instanceof SafetensorsFile file ? file.metadata().get(RECIPE) : null;
        if (note == null) {
            return null;
        }
        try {
            return JsonMapper.shared().readValue(note, EmbeddingRecipe.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The file's note (%s) is not of the expected form.".formatted(RECIPE), e);
        }
    }
}
