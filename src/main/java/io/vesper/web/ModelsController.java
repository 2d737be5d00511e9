package io.vesper.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelRegistry;
import io.vesper.serving.Activation;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.ModelActivation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Published models: list, show, activate. */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/models")
@Tag(name = "Models", description = "Published models: list, show, activate")
class ModelsController {
    private final ModelRegistry models;
    private final ActiveModel active;
    private final ModelActivation activation;

    ModelsController(ModelRegistry models, ActiveModel active, ModelActivation activation) {
        this.models = models;
        this.active = active;
        this.activation = activation;
    }

    /**
     * @param models newest first
     * @param activeModelId the one that answers; null while there is none
     * @param activation the running or last change of the active model since the start; null if there was none
     */
    record ModelList(
            List<ModelView> models,
            @Nullable String activeModelId,
            @Nullable Activation activation) {}

    /** @param active whether it is the one that answers */
    record ModelView(String modelId, boolean active, ModelManifest manifest) {}

    @GetMapping
    @Operation(
            summary = "List models",
            description = "Newest first, with which one answers and how far a change of it is.")
    ModelList list() {
        Activation last = activation.last(); // first: what it says has ended is in force in all that is read after it
        String activeId = active.modelId();
        List<ModelView> views = models.models().stream()
                .map(model -> new ModelView(model.modelId(), model.modelId().equals(activeId), model.manifest()))
                .toList();
        return new ModelList(views, activeId, last);
    }

    @GetMapping("/{modelId}")
    @Operation(summary = "Show a model's model.json")
    ModelManifest get(@PathVariable String modelId) {
        return models.model(modelId).manifest();
    }

    @PostMapping("/{modelId}/activate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Activate a model",
            description =
                    "Embeds the gallery with it in the background while the present one answers; then it takes over at"
                            + " once. GET /models tells how far that is.")
    @ApiResponse(responseCode = "202", description = "Begun, or done already")
    @ApiResponse(responseCode = "409", description = "Another model is being activated")
    Activation activate(@PathVariable String modelId) {
        return activation.activate(modelId);
    }

    @DeleteMapping("/{modelId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a model", description = "With its files and what it has embedded; images stay.")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "409", description = "It is active or being activated")
    void delete(@PathVariable String modelId) {
        activation.delete(modelId);
    }
}
