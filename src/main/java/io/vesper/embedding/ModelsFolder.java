package io.vesper.embedding;

import ai.djl.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;

/** The published models under {@code vesper.models-dir}, one folder each. The folder is the truth; nothing is cached. */
@Component
public final class ModelsFolder implements ModelRegistry {
    private static final Pattern MODEL_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Logger LOG = LoggerFactory.getLogger(ModelsFolder.class);

    private final Path modelsDir;
    private final Engines engines;

    public ModelsFolder(EmbeddingSettings settings) {
        modelsDir = settings.modelsDir();
        engines = new Engines(settings);
    }

    /** A folder without {@code model.json} is no model; one whose files cannot be read is left out, and logged. */
    @Override
    public List<PublishedModel> models() {
        if (!Files.isDirectory(modelsDir)) {
            return List.of();
        }
        List<PublishedModel> models = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(modelsDir)) {
            for (Path folder : folders) {
                if (isModelId(folder.getFileName().toString())
                        && Files.isRegularFile(folder.resolve(PublishedModel.MANIFEST))) {
                    addIfReadable(folder, models);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The models folder (%s) cannot be listed.".formatted(modelsDir), e);
        }
        models.sort(
                Comparator.comparing((PublishedModel model) -> model.manifest().createdAt())
                        .reversed()
                        .thenComparing(PublishedModel::modelId));
        return models;
    }

    @Override
    public PublishedModel model(String modelId) {
        if (!isPublished(modelId)) {
            throw new NoSuchModelException(modelId);
        }
        return read(modelsDir.resolve(modelId));
    }

    @Override
    public Embedder open(String modelId) {
        PublishedModel model = model(modelId);
        return open(model, model.manifest().recipe());
    }

    /**
     * Loads a model for another recipe than its own: another kind of embedding, say.
     *
     * @throws DamagedModelException if its weights are not those that were published
     * @throws EngineUnavailableException if the model or the settings need an engine that cannot do it
     */
    public Embedder open(PublishedModel model, EmbeddingRecipe recipe) {
        return engines.open(model, recipe);
    }

    /**
     * Loads a model on PyTorch and the CPU, in single precision, whatever the settings say: what other engines are compared with.
     *
     * @throws DamagedModelException if its weights are not those that were published
     */
    public Embedder openReference(PublishedModel model, EmbeddingRecipe recipe) {
        return new NetworkEmbedder(model.modelId(), recipe, model.tensors(), Device.cpu());
    }

    /** Whether something is published, or in the way, under an id. */
    public boolean contains(String modelId) {
        return Files.exists(modelsDir.resolve(modelId));
    }

    /** Whether a name can be a model's id: 1 to 64 letters, digits, dots, dashes and underscores, no dot or dash first. */
    public static boolean isModelId(String name) {
        return MODEL_ID.matcher(name).matches();
    }

    /**
     * Publishes a model: its folder appears at once, with everything in it, or not at all.
     *
     * @return the model; if one of that id with the same weights is there already, that one
     * @throws IOException if the models folder cannot be written, or an attachment not read
     */
    public PublishedModel publish(ModelContents contents) throws IOException {
        return ModelWriter.write(modelsDir, contents);
    }

    /**
     * Puts thresholds into the manifest of a published model, in place of those that are there. Nothing else of it changes, and a
     * reader sees it as before or as after.
     *
     * @throws NoSuchModelException if there is none of that id
     * @throws DamagedModelException if its manifest cannot be read
     * @throws IOException if it cannot be written
     */
    public void store(String modelId, OpenSet thresholds) throws IOException {
        ModelWriter.store(model(modelId).folder(), thresholds);
    }

    /** Its folder is renamed to what is no model's id; only then are its files deleted. */
    @Override
    public void delete(String modelId) {
        if (!isPublished(modelId)) {
            throw new NoSuchModelException(modelId);
        }
        Path deleted = modelsDir.resolve(".deleted-" + modelId + "-" + UUID.randomUUID());
        try {
            Files.move(modelsDir.resolve(modelId), deleted, StandardCopyOption.ATOMIC_MOVE);
            FileSystemUtils.deleteRecursively(deleted);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The model (%s) cannot be deleted. Maybe vesper.models-dir is read-only.".formatted(modelId), e);
        }
    }

    /** The id becomes a path, so only plain names are looked up at all. */
    private boolean isPublished(String modelId) {
        return isModelId(modelId)
                && Files.isRegularFile(modelsDir.resolve(modelId).resolve(PublishedModel.MANIFEST));
    }

    private static void addIfReadable(Path folder, List<PublishedModel> models) {
        try {
            models.add(read(folder));
        } catch (DamagedModelException e) {
            LOG.warn("A model is left out: {}", e.getMessage());
        }
    }

    private static PublishedModel read(Path folder) {
        String name = folder.getFileName().toString();
        try {
            ModelManifest manifest = ModelWriter.JSON.readValue(
                    folder.resolve(PublishedModel.MANIFEST).toFile(), ModelManifest.class);
            if (manifest == null) {
                throw new DamagedModelException(name, "its model.json is empty.", null);
            }
            if (!manifest.modelId().equals(name)) {
                throw new DamagedModelException(
                        name, "its model.json names another model (%s).".formatted(manifest.modelId()), null);
            }
            return new PublishedModel(folder, manifest);
        } catch (JacksonException e) {
            throw new DamagedModelException(name, "its model.json is not of the expected form.", e);
        }
    }
}
