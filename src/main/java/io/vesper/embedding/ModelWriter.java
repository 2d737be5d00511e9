package io.vesper.embedding;

import io.vesper.checkpoint.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a model's folder under a temporary name, then moves it into place. */
final class ModelWriter {
    static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ModelWriter() {}

    static PublishedModel write(Path modelsDir, ModelContents contents) throws IOException {
        ModelManifest manifest = contents.manifest();
        if (!ModelsFolder.isModelId(manifest.modelId())) {
            throw new IllegalArgumentException(
                    "The model id (%s) must have 1 to 64 letters, digits, dots, dashes or underscores, and start with a letter or digit."
                            .formatted(manifest.modelId()));
        }
        Files.createDirectories(modelsDir);
        // A name with a dot first is no model id, so a half-written folder is never listed.
        Path temporary = modelsDir.resolve("." + manifest.modelId() + ".tmp");
        delete(temporary);
        Files.createDirectories(temporary);
        try {
            Path weightsFile = temporary.resolve(PublishedModel.WEIGHTS);
            Map<String, String> notes = Map.of("format", "pt", "modelId", manifest.modelId());
            SafetensorsWriter.write(weightsFile, contents.weights(), notes, contents.precision());
            ModelManifest complete = manifest.withSha256(Sha256.of(weightsFile));
            write(temporary.resolve(PublishedModel.MANIFEST), JSON.writeValueAsString(complete) + "\n");
            write(temporary.resolve(PublishedModel.CARD), contents.card());
            for (Path attachment : contents.attachments()) {
                Files.copy(attachment, temporary.resolve(attachment.getFileName()));
            }
            return moveIntoPlace(temporary, modelsDir.resolve(manifest.modelId()), complete);
        } finally {
            delete(temporary);
        }
    }

    private static PublishedModel moveIntoPlace(Path temporary, Path folder, ModelManifest manifest)
            throws IOException {
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // A job that was killed between publishing and saying so publishes the same weights again.
            Path weights = folder.resolve(PublishedModel.WEIGHTS);
            if (!Files.isRegularFile(weights) || !Sha256.of(weights).equals(manifest.sha256())) {
                throw new IOException(
                        "The model folder (%s) cannot be made. Maybe another model of that id was published before."
                                .formatted(folder),
                        e);
            }
        }
        return new PublishedModel(folder, manifest);
    }

    /** As a tree, so that what a later version wrote stays too. */
    static void store(Path folder, OpenSet thresholds) throws IOException {
        Path manifest = folder.resolve(PublishedModel.MANIFEST);
        ObjectNode tree = (ObjectNode) JSON.readTree(manifest.toFile());
        tree.set("openSet", JSON.valueToTree(thresholds));
        Path draft = folder.resolve("." + PublishedModel.MANIFEST + ".draft");
        try {
            Files.deleteIfExists(draft);
            write(draft, JSON.writeValueAsString(tree) + "\n");
            Files.move(draft, manifest, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Forced to the disk: the training's own state is deleted once the model is published. */
    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
