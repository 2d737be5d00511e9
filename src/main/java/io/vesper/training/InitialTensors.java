package io.vesper.training;

import io.vesper.checkpoint.NpzFile;
import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.checkpoint.TensorSource;
import io.vesper.checkpoint.WeightsFile;
import io.vesper.embedding.ModelsFolder;
import io.vesper.training.TrainingRequest.InitialWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Finds the weights that a training starts from: in the jar, in a published model, or in a file of the models folder. */
final class InitialTensors {
    private static final Path IMAGENET = Path.of("weights", "resnet50_imagenet1k_v1_partial.npz");

    private final ModelsFolder models;
    private final FolderScope modelsFolder;

    InitialTensors(ModelsFolder models, FolderScope modelsFolder) {
        this.models = models;
        this.modelsFolder = modelsFolder;
    }

    /**
     * Opens what a request asks for.
     *
     * @throws IllegalArgumentException if it asks for both a model and a file, or for none, or the file is not in the models folder
     * @throws io.vesper.embedding.NoSuchModelException if there is no such model
     * @throws io.vesper.checkpoint.CheckpointException if the file cannot be read
     */
    TensorSource open(InitialWeights init) {
        if ((init.modelId() == null) == (init.weights() == null)) {
            throw new IllegalArgumentException("init must have exactly one of weights and modelId.");
        }
        if (init.modelId() != null) {
            return SafetensorsFile.open(models.model(init.modelId()).weights());
        }
        return WeightsFile.open(modelsFolder.resolve(init.weights()));
    }

    /** The first half of ResNet-50, trained on ImageNet, which is shipped. */
    static TensorSource imageNet() {
        String name = "/" + IMAGENET.toString().replace('\\', '/');
        try (InputStream in = InitialTensors.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The ImageNet weights (%s) are missing from the jar.".formatted(name));
            }
            return NpzFile.read(in, IMAGENET);
        } catch (IOException e) {
            throw new UncheckedIOException("The ImageNet weights (%s) cannot be read.".formatted(name), e);
        }
    }
}
